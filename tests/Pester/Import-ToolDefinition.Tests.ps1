BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Import-ToolDefinition' {
    BeforeAll {
        $file = Join-Path $TestDrive 'tools.json'
        $schema = '{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}'
    }

    It 'reads <Kind>' -ForEach @(
        @{ Kind = 'an OpenAI function list'; Json = '[{"type":"function","function":{"name":"case_search","description":"d","parameters":SCHEMA}}]' }
        @{ Kind = 'what MCP lists'; Json = '{"tools":[{"name":"case_search","description":"d","inputSchema":SCHEMA}]}' }
        @{ Kind = 'a single tool'; Json = '{"type":"function","function":{"name":"case_search","description":"d","parameters":SCHEMA}}' }
    ) {
        Set-Content -LiteralPath $file -Value $Json.Replace('SCHEMA', $schema)
        $tool = Import-ToolDefinition -Path $file
        $tool.Name | Should-Be 'case_search'
        $tool.Signature | Should-Be 'query*: string'
    }

    It 'takes files from the pipeline' {
        Set-Content -LiteralPath $file -Value "[{`"name`":`"case_search`",`"description`":`"d`",`"parameters`":$schema}]"
        (Get-Item -LiteralPath $file | Import-ToolDefinition).Name | Should-Be 'case_search'
    }

    It 'names file, tool and place of a broken schema, and reads the others' {
        Set-Content -LiteralPath $file -Value "[
            {`"type`":`"function`",`"function`":{`"name`":`"bad`",`"description`":`"d`",`"parameters`":{`"type`":`"objct`"}}},
            {`"type`":`"function`",`"function`":{`"name`":`"good`",`"description`":`"d`",`"parameters`":$schema}}]"
        (Import-ToolDefinition $file -ErrorAction SilentlyContinue -ErrorVariable errors).Name | Should-Be 'good'
        $errors.Count | Should-Be 1
        $errors[0].FullyQualifiedErrorId | Should-BeLikeString 'InvalidToolDefinition,*'
        foreach ($part in 'tools.json', "'bad'", '$[0].function.parameters.type') {
            $errors[0].ToString().Contains($part) | Should-BeTrue -Because $part
        }
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Import-ToolDefinition nowhere.json } }
        @{ Id = 'PathIsAFolder InvalidArgument'; Script = { Import-ToolDefinition $TestDrive } }
        @{ Id = 'ToolFileNotJson ParserError'; Script = { Import-ToolDefinition $Sample } }
        @{ Id = 'NotAToolFile InvalidData'; Script = { Set-Content $file '{"a":1}'; Import-ToolDefinition $file } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
