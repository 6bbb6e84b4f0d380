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

Describe 'Rows of pages that share their numbers' {
    BeforeAll {
        $document = Join-Path $TestDrive 'roman.txt'
        @'
=== PAGE i ===
Wexcombe Library lent the ledgers of Ashgrove Estates in June 1998 to the editors of this volume.
=== PAGE ii ===
The editors thank Mr. Alder Thorne for his patience with the harbour records of 14 Quarry Lane.
=== PAGE 1 ===
The tenant shall pay the rent of $4,250.00 to Gannet Company on the first day of each month.
=== PAGE 2 ===
The landlord shall keep the roof of the warehouse wind and watertight, as he was asked to on June 4, 1999.
=== PAGE 2 ===
The guarantor, Mrs. Marian Holloway, answers for the arrears of the tenant up to $12,000.00.
'@ | Set-Content -LiteralPath $document
        $pages = @(Split-OcrDocument -LiteralPath $document -WarningAction Ignore)
        $file = Join-Path $TestDrive 'roman.db'
        ($pages | New-PageIndex -Path $file).Dispose()
        $rows = @($pages | New-SyntheticQuery Template | Test-SyntheticQuery -PageIndex $file)
        $rows | Export-ToolDataset -Path (Join-Path $TestDrive 'roman.jsonl')
    }

    It 'are of one page each, before and after export' {
        $rows.Ordinal | Sort-Object -Unique | Should-BeCollection @(1, 2, 3, 4, 5)
        $lost = { @($_.Verdict.Gates.Reason) -match 'PageNotInIndex|EvidenceNotInPage' }
        @($rows | Where-Object $lost).Count | Should-Be 0
        $again = @(Import-ToolDataset (Join-Path $TestDrive 'roman.jsonl') | Test-SyntheticQuery -PageIndex $file)
        @($again | Where-Object $lost).Count | Should-Be 0
        $again | ForEach-Object { "$($_.Id) $($_.Label) $($_.Ordinal) $($_.Verdict.Passed)" } |
            Should-BeCollection @($rows | ForEach-Object { "$($_.Id) $($_.Label) $($_.Ordinal) $($_.Verdict.Passed)" })
    }

    It 'keep label and ordinal through <Name>' -ForEach @(
        @{ Name = 'JSON'; Through = { $_ | ConvertTo-Json -Depth 20 | ConvertFrom-Json } }
        @{ Name = 'CLIXML'; Through = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } }
    ) {
        foreach ($row in $rows) {
            [SynthGen.SyntheticQuery] $back = $row | ForEach-Object $Through
            "$($back.Id) $($back.Label) $($back.Ordinal)" | Should-Be "$($row.Id) $($row.Label) $($row.Ordinal)"
        }
        foreach ($page in $pages) {
            [SynthGen.OcrPage] $back = $page | ForEach-Object $Through
            "$($back.Number) $($back.Label) $($back.Ordinal)" | Should-Be "$($page.Number) $($page.Label) $($page.Ordinal)"
        }
    }

    It 'survive Parquet and stand in a sidecar' {
        $parquet = Join-Path $TestDrive 'roman.parquet'
        $rows | Export-ToolDataset -Path $parquet
        Import-ToolDataset $parquet | ForEach-Object { "$($_.Id) $($_.Label) $($_.Ordinal)" } |
            Should-BeCollection @($rows | ForEach-Object { "$($_.Id) $($_.Label) $($_.Ordinal)" })
        $rows | Export-ToolDataset -Path (Join-Path $TestDrive 'roman.trl.jsonl') -Format Trl -Sidecar
        Get-Content -LiteralPath (Join-Path $TestDrive 'roman.trl.provenance.jsonl') | ConvertFrom-Json -AsHashtable |
            ForEach-Object { "$($_['page']) $($_['label']) $($_['ordinal'])" } |
            Should-BeCollection @($rows | ForEach-Object { "$($_.Page) $($_.Label -eq $_.Page ? '' : $_.Label) $($_.Ordinal -eq $_.Page ? '' : $_.Ordinal)" })
    }
}
