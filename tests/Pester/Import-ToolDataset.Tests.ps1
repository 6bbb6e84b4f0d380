BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Import-ToolDataset' {
    BeforeAll {
        $rows = New-Page | New-SyntheticQuery Template
        $dataset = Join-Path $TestDrive 'dataset.jsonl'
        $rows | Export-ToolDataset -Path $dataset
    }

    It 'gives back what was exported' {
        $back = Import-ToolDataset -Path $dataset
        $back.Count | Should-Be $rows.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            foreach ($property in 'Query', 'Page', 'Id', 'Source') {
                $back[$i].$property | Should-Be $rows[$i].$property
            }
            "$($back[$i].Tools)" | Should-BeString "$($rows[$i].Tools)" -CaseSensitive
            $back[$i].Evidence.Equals($rows[$i].Evidence) | Should-BeTrue
            $back[$i].Provenance.Equals($rows[$i].Provenance) | Should-BeTrue
        }
    }

    It 'gives the same bytes when exported again' {
        Import-ToolDataset -Path $dataset | Export-ToolDataset -Path (Join-Path $TestDrive 'again.jsonl')
        (Get-FileHash -LiteralPath (Join-Path $TestDrive 'again.jsonl')).Hash | Should-Be (Get-FileHash -LiteralPath $dataset).Hash
    }

    It 'reads the three keys that every dataset has, from another tool too' {
        $plain = Join-Path $TestDrive 'plain.jsonl'
        Set-Content -LiteralPath $plain -Value '{"query":"Who leases the pier?","tools":[{"name":"vector_search","arguments":{"query":"lessee of the pier"}}],"page":3}'
        $row = Import-ToolDataset -Path $plain
        $row.Page | Should-Be 3
        $row.Tools[0].Arguments['query'] | Should-Be 'lessee of the pier'
    }

    It 'tells the format, and gives the same bytes when exported in it again: <_>' -ForEach 'OpenAI', 'Trl', 'Mistral', 'Hermes', 'Xlam', 'Gemini', 'LlamaFactory', 'Axolotl', 'Alpaca' {
        $first = Join-Path $TestDrive "first-$_.jsonl"
        $second = Join-Path $TestDrive "second-$_.jsonl"
        $rows | Export-ToolDataset -Path $first -Format $_
        Import-ToolDataset -Path $first | Export-ToolDataset -Path $second -Format $_
        (Get-FileHash -LiteralPath $second).Hash | Should-Be (Get-FileHash -LiteralPath $first).Hash
    }

    It 'takes files from the pipeline' {
        (Get-Item -LiteralPath $dataset | Import-ToolDataset).Id | Should-BeCollection $rows.Id
    }

    It 'names the number of a bad line, and reads the others' {
        $broken = Join-Path $TestDrive 'broken.jsonl'
        $lines = @(Get-Content -LiteralPath $dataset)
        Set-Content -LiteralPath $broken -Value $lines[0], '{"query":', $lines[0]
        $back = Import-ToolDataset -Path $broken -ErrorAction SilentlyContinue -ErrorVariable errors
        $back.Count | Should-Be 2
        $errors.Count | Should-Be 1
        $errors[0].ToString() | Should-BeLikeString '*Line 2 *'
    }

    It 'reads a folder of shards in their order, and misses one that is not there' {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'hub/data')).FullName
        foreach ($name in 'train-2-of-11', 'train-10-of-11', 'test-00000-of-00001', 'other') {
            "{`"query`":`"$name`",`"tools`":[{`"name`":`"t`",`"arguments`":{}}],`"page`":1}" | Set-Content -LiteralPath (Join-Path $folder "$name.jsonl")
        }
        $rows = Import-ToolDataset -Path (Join-Path $TestDrive 'hub') -ErrorVariable missing -ErrorAction Ignore
        $rows.Query | Should-BeCollection @('train-2-of-11', 'train-10-of-11', 'test-00000-of-00001')
        ($rows.Split -join ' ') | Should-Be 'Train Train Test'
        (Get-ErrorId { Import-ToolDataset -Path (Join-Path $TestDrive 'hub') }) | Should-Be 'ShardMissing ObjectNotFound'
    }

    It 'reads back the folder that a split was exported to' {
        $folder = Join-Path $TestDrive 'sides'
        $rows = Split-OcrDocument -LiteralPath $Sample | New-SyntheticQuery Template | Split-ToolDataset -Train .5 -Test .5
        $rows | Export-ToolDataset -Path $folder -Split -Card
        $back = Import-ToolDataset -Path $folder
        $back.Id | Sort-Object | Should-BeCollection ($rows.Id | Sort-Object)
        @($back | Group-Object Split | ForEach-Object { $_.Count }) | Should-BeCollection @($rows | Group-Object Split | ForEach-Object { $_.Count })
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Import-ToolDataset -Path nowhere.jsonl } }
        @{ Id = 'PathIsAFolder InvalidArgument'; Script = { Import-ToolDataset -Path $TestDrive } }
        @{ Id = 'BadDatasetLine InvalidData'; Script = { Set-Content (Join-Path $TestDrive 'bad.jsonl') 'no row'; Import-ToolDataset (Join-Path $TestDrive 'bad.jsonl') } }
        @{ Id = 'DatasetDamaged InvalidData'; Script = { Set-Content (Join-Path $TestDrive 'bad.gz') 'no gzip'; Import-ToolDataset (Join-Path $TestDrive 'bad.gz') } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
