BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Test-ToolDataset' {
    BeforeAll {
        $rows = Split-OcrDocument -Path $Sample | New-SyntheticQuery Template
        $dataset = Join-Path $TestDrive 'openai.jsonl'
        $rows | Export-ToolDataset -Path $dataset -Format OpenAI
    }

    It 'finds nothing in what Export-ToolDataset writes: <_>' -ForEach @(
        'Canonical', 'OpenAI', 'Trl', 'Mistral', 'Hermes', 'Xlam', 'Gemini', 'LlamaFactory', 'Axolotl', 'Alpaca'
    ) {
        $file = Join-Path $TestDrive "$_.jsonl"
        $rows | Export-ToolDataset -Path $file -Format $_
        Test-ToolDataset -Path $file | Should-BeNull
    }

    It 'says where, what, and what to do' {
        $finding = @(Test-ToolDataset -Path $dataset -Format Mistral | Where-Object Rule -EQ CallIdInvalid)[0]
        $finding.Line | Should-Be 1
        $finding.Severity | Should-Be 'Error'
        $finding.Path | Should-Be '$.messages[1].tool_calls[0].id'
        $finding.Fixed | Should-BeFalse
        $finding.Advice | Should-BeLikeString '*nine letters and digits*'
    }

    It 'shows findings as a table' {
        Get-TableHeader (Test-ToolDataset -Path $dataset -Format Mistral) | Should-BeCollection 'Line', 'Severity', 'Rule', 'Fixed', 'Path', 'Message'
    }

    It 'writes a corrected copy' {
        $copy = Join-Path $TestDrive 'copy.jsonl'
        Test-ToolDataset -Path $dataset -Format Mistral -Fix -Destination $copy | ForEach-Object { $_.Fixed | Should-BeTrue }
        Test-ToolDataset -Path $copy -Format Mistral | Should-BeNull
    }

    It 'takes files from the pipeline' {
        @(Get-Item -LiteralPath $dataset | Test-ToolDataset -Format Trl).Count | Should-BeGreaterThan 0
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Test-ToolDataset -Path nowhere.jsonl } }
        @{ Id = 'FixNeedsDestination InvalidArgument'; Script = { Test-ToolDataset -Path $dataset -Fix } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
