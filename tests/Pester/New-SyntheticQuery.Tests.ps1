BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'New-SyntheticQuery' {
    It 'gives rows with a query, calls and evidence' {
        $rows = New-Page | New-SyntheticQuery -Backend Template
        $rows.Count | Should-BeGreaterThan 0
        foreach ($row in $rows) {
            $row | Should-HaveType ([SynthGen.SyntheticQuery])
            $row.Query | Should-NotBeWhiteSpaceString
            (Get-ToolDefinition).Name | Should-ContainCollection $row.Tools[0].Name
            $row.Evidence.IsIn((New-Page)) | Should-BeTrue
        }
    }

    It 'gives no more rows to a page than asked for' {
        @(New-Page | New-SyntheticQuery Template -QueryPerPage 1).Count | Should-Be 1
    }

    It 'gives the same rows for the same seed, in the order of the pages' {
        $first = Split-OcrDocument -Path $Sample | New-SyntheticQuery Template -Seed 3 -ThrottleLimit 1
        $second = Split-OcrDocument -Path $Sample | New-SyntheticQuery Template -Seed 3 -ThrottleLimit 8
        $second.Id | Should-BeCollection $first.Id
        $second.Page | Should-BeCollection @($second.Page | Sort-Object)
    }

    It 'accounts for every page in -OutcomeVariable' {
        function Measure-Outcome {
            $null = (New-Page 1), [SynthGen.OcrPage]::new(2, '') | New-SyntheticQuery Template -OutcomeVariable outcome
            $outcome
        }
        $summary = Measure-Outcome
        $summary | Should-HaveType ([SynthGen.GenerationSummary])
        "$($summary.Pages) $($summary.Generated) $($summary.Empty) $($summary.Failed) $($summary.Pending)" | Should-Be '2 1 1 0 0'
        # As with -ErrorVariable, the variable belongs only to the caller's scope.
        Get-Variable -Name outcome -ErrorAction Ignore | Should-BeNull
    }

    It 'sums up on the information stream' {
        $null = New-Page | New-SyntheticQuery Template -InformationVariable information
        $information.Count | Should-Be 1
        $information[0].MessageData | Should-HaveType ([SynthGen.GenerationSummary])
    }

    It 'calls the tools that it is given' {
        $tool = New-ToolDefinition case_search 'Finds cases.' @{ type = 'object'; properties = @{ query = @{ type = 'string' } }; required = @('query') }
        $rows = New-Page | New-SyntheticQuery Template -Tool $tool
        $rows.Tools.Name | Select-Object -Unique | Should-Be 'case_search'
    }

    It 'shows a row as a line of a table' {
        Get-TableHeader (New-Page | New-SyntheticQuery Template) | Should-BeCollection @('Page', 'Tools', 'Query')
    }

    It 'completes -Backend' {
        Get-Completion 'New-SyntheticQuery -Backend ' | Should-ContainCollection 'Template'
        Get-Completion 'New-SyntheticQuery te' | Should-Be 'Template'
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'UnknownBackend InvalidArgument'; Script = { New-Page | New-SyntheticQuery -Backend Nonsense } }
        @{ Id = 'NotAnOcrPage InvalidType'; Script = { 'text' | New-SyntheticQuery Template } }
        @{ Id = 'ParameterArgumentValidationError InvalidData'; Script = { New-Page | New-SyntheticQuery Template -QueryPerPage -1 } }
        @{ Id = 'ParameterArgumentValidationError InvalidData'; Script = { New-Page | New-SyntheticQuery Template -ThrottleLimit 0 } }
        @{ Id = 'DuplicateTool InvalidArgument'; Script = { New-Page | New-SyntheticQuery Template -Tool @(Get-ToolDefinition; Get-ToolDefinition) } }
        @{ Id = 'ToolNotUsable InvalidArgument'; Script = { New-Page | New-SyntheticQuery Template -Tool (New-ToolDefinition t 'd') } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }

    It 'lists the backends when there is no such one' {
        $problem = { New-Page | New-SyntheticQuery -Backend Nonsense } | Should-Throw
        $problem.ToString() | Should-BeLikeString '*Template*'
    }

    It 'goes on with the pages behind a wrong object' {
        @('text', (New-Page) | New-SyntheticQuery Template -ErrorAction SilentlyContinue -ErrorVariable errors).Count | Should-BeGreaterThan 0
        $errors.Count | Should-Be 1
    }

    It 'gives lists that can be indexed' {
        $row = New-Page | New-SyntheticQuery Template -OutcomeVariable outcome | Select-Object -First 1
        $row.AvailableTools[1].Name | Should-Be 'vector_search'
        $row.Tools[0].GetType().Name | Should-Be 'ToolCall'
        $row.AvailableTools[0].GetType().Name | Should-Be 'ToolDefinition'
    }
}

Describe 'The parameter sets of New-SyntheticQuery' {
    BeforeAll { $command = Get-Command New-SyntheticQuery }

    It 'are one for every backend, one for services and one for models in process' {
        $command.ParameterSets.Name | Sort-Object | Should-BeCollection @('Any', 'Hosted', 'Local')
        $command.DefaultParameterSet | Should-Be 'Any'
        (Get-Help New-SyntheticQuery).syntax.syntaxItem.Count | Should-Be 3
        @((Get-Command New-SyntheticQuery -Syntax) -split '\r?\n' | Where-Object { $_ -like 'New-SyntheticQuery *' }).Count | Should-Be 3
    }

    It 'have what the others cannot use: <Name>' -ForEach @(
        @{ Name = 'Any'; Has = 'Model', 'Temperature', 'JournalPath', 'ThrottleLimit'; Lacks = 'Endpoint', 'MaxCost', 'ModelPath', 'Thread' }
        @{ Name = 'Hosted'; Has = 'Endpoint', 'ApiKey', 'MaxCost', 'MaxWait', 'Model'; Lacks = 'ModelPath', 'ChatTemplate' }
        @{ Name = 'Local'; Has = 'ModelPath', 'ChatTemplate', 'OverlongPage', 'Model'; Lacks = 'Endpoint', 'ApiKey', 'MaxCost' }
    ) {
        $names = ($command.ParameterSets | Where-Object Name -EQ $Name).Parameters.Name
        $Has | Where-Object { $_ -notin $names } | Should-BeNull
        $Lacks | Where-Object { $_ -in $names } | Should-BeNull
    }

    # Where nothing that fits begins so, PowerShell itself offers all parameters.
    It 'complete <Typed> after <After>' -ForEach @(
        @{ After = '-ModelPath m.gguf'; Typed = '-Th'; Completes = '-ThrottleLimit', '-Thread' }
        @{ After = '-ModelPath m.gguf'; Typed = '-Max'; Completes = @('-MaxOutputToken') }
        @{ After = '-Endpoint http://localhost'; Typed = '-Mode'; Completes = @('-Model') }
        @{ After = '-Endpoint http://localhost'; Typed = '-MaxC'; Completes = '-MaxCost' }
        @{ After = ''; Typed = '-ModelP'; Completes = '-ModelPath' }
    ) {
        @(Get-Completion "New-SyntheticQuery OpenAI $After $Typed" | Sort-Object) -join ' ' | Should-Be (@($Completes | Sort-Object) -join ' ')
    }

    It 'refuse what they cannot have together' {
        Get-ErrorId { New-Page | New-SyntheticQuery Llama -ModelPath m.gguf -Endpoint http://localhost } | Should-Be 'AmbiguousParameterSet InvalidArgument'
    }

    It 'leave what a backend does not read to the backend' {
        Get-ErrorId { New-Page | New-SyntheticQuery Template -Endpoint http://localhost } | Should-Be 'ParameterNotUsed InvalidArgument'
        Get-ErrorId { New-Page | New-SyntheticQuery Gemini -Thread 2 } | Should-Be 'ParameterNotUsed InvalidArgument'
        Get-ErrorId { New-Page | New-SyntheticQuery Llama -MaxCost 1 } | Should-Be 'ParameterNotUsed InvalidArgument'
    }
}

Describe 'The page of a row' {
    BeforeAll {
        $pages = @(Split-OcrDocument -LiteralPath $Sample)
        $rows = @($pages | New-SyntheticQuery Template)
    }

    It 'is the page that it came from' {
        foreach ($row in $rows) {
            [object]::ReferenceEquals($row.SourcePage, ($pages | Where-Object Number -EQ $row.Page)) | Should-BeTrue
        }
        $good = @($pages | New-SyntheticQuery Template | Where-Object { $_.SourcePage.WordCount -gt 200 })
        @($good | ForEach-Object { $_.SourcePage.WordCount } | Where-Object { $_ -le 200 }).Count | Should-Be 0
    }

    It 'stays through gates and splits' {
        $tested = @($rows | Test-SyntheticQuery -WarningAction Ignore | Split-ToolDataset -WarningAction Ignore)
        @($tested | Where-Object { -not $_.SourcePage }).Count | Should-Be 0
    }

    It 'is not part of the row: <Name>' -ForEach @(
        @{ Name = 'JSON'; Text = { $rows[0] | ConvertTo-Json -Depth 6 } }
        @{ Name = 'CLIXML'; Text = { [System.Management.Automation.PSSerializer]::Serialize($rows[0], 6) } }
        @{ Name = 'all properties'; Text = { $rows[0] | Select-Object * | Out-String } }
        @{ Name = 'a list'; Text = { $rows[0] | Format-List * | Out-String } }
        @{ Name = 'CSV'; Text = { $rows[0] | ConvertTo-Csv } }
    ) {
        $text = "$(& $Text)"
        $text | Should-NotBeLikeString '*SourcePage*'
        $text | Should-NotMatchString '\b(Shown|Summary)\b'
    }

    It 'counts neither for the id nor for equality' {
        $other = @($pages | New-SyntheticQuery Template)[0]
        $file = Join-Path $TestDrive 'rows.jsonl'
        $rows | Export-ToolDataset $file
        $back = @(Import-ToolDataset $file)[0]
        $back.SourcePage | Should-BeNull
        $back.Id | Should-Be $rows[0].Id
        $other.Id | Should-Be $rows[0].Id
    }
}
