BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Measure-ToolModel' {
    BeforeAll {
        $row = [SynthGen.SyntheticQuery]::new('Who pays the rent?', [SynthGen.ToolCall[]]@(), 1)
    }

    It 'takes a backend that has a model, and no other' {
        { $row | Measure-ToolModel Template -ErrorAction Stop } | Should-Throw -FullyQualifiedErrorId 'NoModel*'
        $completed = (TabExpansion2 'Measure-ToolModel -Backend ').CompletionMatches.CompletionText
        $completed | Should-ContainCollection 'OpenAI'
        $completed -contains 'Template' | Should-BeFalse
    }

    It 'says that a model is not there' {
        { $row | Measure-ToolModel Llama -ModelPath ./none.gguf -ErrorAction Stop } | Should-Throw -FullyQualifiedErrorId 'ModelNotFound*'
    }

    It 'sends nothing with -WhatIf' {
        $row | Measure-ToolModel OpenAI -Endpoint http://127.0.0.1:9/v1 -Model m -NoKey -WhatIf | Should-BeNull
    }

    It 'fails a row of a server that is not there, and counts it' {
        $result = $row | Measure-ToolModel OpenAI -Endpoint http://127.0.0.1:9/v1 -Model m -NoKey -RetryLimit 0 -SummaryVariable summary -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @($result).Count | Should-Be 1
        $summary.Failed + $summary.Pending | Should-Be 1
    }
}
