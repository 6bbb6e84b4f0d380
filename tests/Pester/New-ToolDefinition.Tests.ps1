BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'New-ToolDefinition' {
    It 'takes the schema as <Kind>' -ForEach @(
        @{ Kind = 'a hashtable'; Schema = @{ type = 'object'; properties = @{ query = @{ type = 'string' } }; required = @('query') } }
        @{ Kind = 'an object'; Schema = [pscustomobject]@{ type = 'object'; properties = @{ query = @{ type = 'string' } }; required = @('query') } }
        @{ Kind = 'JSON'; Schema = '{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}' }
    ) {
        $tool = New-ToolDefinition -Name case_search -Description 'Finds cases.' -Parameter $Schema
        $tool | Should-HaveType ([SynthGen.ToolDefinition])
        $tool.Signature | Should-Be 'query*: string'
    }

    It 'needs no schema for a tool without arguments' {
        (New-ToolDefinition list_cases 'Lists all cases.').Signature | Should-BeEmptyString
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'InvalidToolName InvalidArgument'; Script = { New-ToolDefinition 'no name' 'd' } }
        @{ Id = 'InvalidToolSchema InvalidData'; Script = { New-ToolDefinition t 'd' @{ type = 'objct' } } }
        @{ Id = 'InvalidToolSchema InvalidArgument'; Script = { New-ToolDefinition t 'd' '{' } }
        @{ Id = 'InvalidToolSchema InvalidArgument'; Script = { New-ToolDefinition t 'd' 3 } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }

    It 'names the place in a broken schema' {
        $problem = { New-ToolDefinition t 'd' @{ type = 'object'; properties = @{ a = @{ type = 'strng' } } } } | Should-Throw
        $problem.ToString() | Should-BeLikeString '*$.properties.a.type*'
    }
}
