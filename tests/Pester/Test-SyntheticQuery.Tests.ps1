BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Test-SyntheticQuery' {
    BeforeAll {
        $pages = @(Split-OcrDocument -LiteralPath $Sample)
        $index = $pages | New-PageIndex
        $rows = @($pages | New-SyntheticQuery Template)
    }

    It 'gives every row back in its place, with a verdict' {
        $tested = @($rows | Test-SyntheticQuery -PageIndex $index)
        $tested.Id | Should-BeCollection $rows.Id
        foreach ($row in $tested) {
            $row.Verdict.Gates[0].Gate | Should-Be 'Schema'
        }
    }

    It 'parts rows into those that pass and those that do not' {
        $passed = @($rows | Test-SyntheticQuery -PageIndex $index -PassedOnly -RejectedVariable rejected -InformationVariable information)
        $passed.Count + $rejected.Count | Should-Be $rows.Count
        $summary = $information[-1].MessageData
        $summary.Rows | Should-Be $rows.Count
        $summary.Passed | Should-Be $passed.Count
        $rows[0] | Test-SyntheticQuery -Gate Schema -RejectedVariable +rejected | Out-Null
        $rejected.Count | Should-Be ($rows.Count - $passed.Count)
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PageIndexMissing InvalidArgument'; Script = { $rows | Test-SyntheticQuery -Gate Executed } }
        @{ Id = 'AgainstWithoutDuplicate InvalidArgument'; Script = { $rows | Test-SyntheticQuery -Gate Schema -Against x.jsonl } }
        @{ Id = 'NotASyntheticQuery InvalidType'; Script = { 'text' | Test-SyntheticQuery } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
