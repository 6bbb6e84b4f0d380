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
