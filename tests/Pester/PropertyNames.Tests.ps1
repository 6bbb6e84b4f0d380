BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pages = @(Split-OcrDocument -LiteralPath $Sample)
    $rows = @($pages | New-SyntheticQuery Template)
    $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'names')).FullName
    $dataset = Join-Path $folder 'a[1].jsonl'
    $rows | Export-ToolDataset -Path $dataset
    $rows | Export-ToolDataset -Path (Join-Path $folder 'a1.jsonl')
    $tools = Join-Path $folder 'tools.json'
    '[{"name": "find"}]' | Set-Content -LiteralPath $tools
    $document = Join-Path $folder 'lease[1].txt'
    Copy-Item -LiteralPath $Sample -Destination $document
    $database = Join-Path $folder 'index[1].db'
    ($pages | New-PageIndex -Path $database).Dispose()
}

Describe 'An object with a path' {
    It 'is a file for <Command> by <Property>' -ForEach @(
        foreach ($command in 'Split-OcrDocument', 'Import-ToolDataset', 'Measure-ToolDataset', 'Import-ToolDefinition', 'Get-PageIndex', 'Test-ToolDataset') {
            foreach ($property in 'FullName', 'LiteralPath', 'PSPath') {
                @{ Command = $command; Property = $property }
            }
        }
    ) {
        $file = switch ($Command) { 'Split-OcrDocument' { $document } 'Import-ToolDefinition' { $tools } 'Get-PageIndex' { $database } default { $dataset } }
        $object = [pscustomobject]@{ $Property = $Property -eq 'PSPath' ? (Get-Item -LiteralPath $file).PSPath : $file }
        $expected = Get-Item -LiteralPath $file | & $Command -WarningAction Ignore | Out-String
        $object | & $Command -WarningAction Ignore | Out-String | Should-Be $expected
    }

    It 'may have wildcards in its Path, and escape them' {
        [pscustomobject]@{ Path = Join-Path $folder 'a*.jsonl' } | Measure-ToolDataset | ForEach-Object Name | Should-BeCollection @('a1.jsonl', 'a[1].jsonl')
        @([pscustomobject]@{ Path = Join-Path $folder 'a`[1`].jsonl' } | Import-ToolDataset).Count | Should-Be $rows.Count
        @([pscustomobject]@{ Path = Join-Path $folder 'lease`[?`].txt' } | Split-OcrDocument).Count | Should-Be $pages.Count
    }
}

Describe 'A path' {
    It 'unescapes its brackets' {
        @(Import-ToolDataset (Join-Path $folder 'a`[1`].jsonl')).Count | Should-Be $rows.Count
        @(Split-OcrDocument (Join-Path $folder 'lease`[1`].txt')).Count | Should-Be $pages.Count
        @(Import-ToolDataset (Join-Path $folder 'a[1].jsonl')).Count | Should-Be $rows.Count -Because 'a[1] is the pattern of a1'
    }
}

Describe 'Split-OcrDocument' {
    It 'refuses what is a page already: <Name>' -ForEach @(
        @{ Name = 'live'; Object = { $pages[0] } }
        @{ Name = 'any object with a text, even beside a path'; Object = { [pscustomobject]@{ Number = 1; Text = 'x'; Path = $document } } }
        @{ Name = 'an object of neither'; Object = { [pscustomobject]@{ Foo = 1 } } }
    ) {
        $given = & $Object
        Get-ErrorId { $given | Split-OcrDocument } | Should-BeCollection @('InputNotText InvalidType')
    }

    It 'takes a text as text, even if it is a path' {
        ($document | Split-OcrDocument -WarningAction Ignore).Text | Should-Be $document
    }
}

Describe 'Measure-ToolDataset' {
    It 'measures each file that comes in' {
        (Get-ChildItem -LiteralPath $folder -Filter *.jsonl | Measure-ToolDataset).Rows | Should-BeCollection @($rows.Count, $rows.Count)
        (Get-Item -LiteralPath $dataset | Measure-ToolDataset -Against $dataset)[0].Difference | Should-Be 0
    }

    It 'measures rows and files side by side' {
        $measures = @($rows[0]; Get-Item -LiteralPath $dataset) | Measure-ToolDataset
        $measures.Rows | Should-BeCollection @($rows.Count, 1)
    }

    It 'never measures nothing: <Name>' -ForEach @(
        @{ Name = 'text'; Given = { 'text' }; Count = 1 }
        @{ Name = 'a number'; Given = { 5 }; Count = 1 }
        @{ Name = 'pages'; Given = { $pages }; Count = 12 }
        @{ Name = 'nothing'; Given = { }; Count = 0 }
        @{ Name = 'a file without rows'; Given = { Get-Item -LiteralPath $tools }; Count = 2 }
    ) {
        & $Given | Measure-ToolDataset -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue | Should-BeNull
        $problems.Count | Should-Be $Count
        $problems.Count + $warnings.Count | Should-BeGreaterThan 0
    }
}

Describe 'Get-ToolDefinition' {
    It 'takes names from objects' {
        ([pscustomobject]@{ Name = 'vector_search' } | Get-ToolDefinition).Name | Should-Be 'vector_search'
        ($rows[0].Tools | Get-ToolDefinition).Name | Should-Be $rows[0].Tools[0].Name
    }
}

Describe 'Search-PageIndex' {
    BeforeAll { $index = Get-PageIndex $database }
    AfterAll { $index.Dispose() }

    It 'takes a query, and a tool, from objects' {
        $lexical = "$(($index | Search-PageIndex full_text_search @{ query = 'tenant' }).Page)"
        $meaning = "$(($index | Search-PageIndex vector_search @{ query = 'tenant' }).Page)"
        "$(([pscustomobject]@{ Query = 'tenant' } | Search-PageIndex -PageIndex $index).Page)" | Should-Be $lexical
        "$(([pscustomobject]@{ Query = 'tenant'; Tool = 'vector_search' } | Search-PageIndex -PageIndex $index).Page)" | Should-Be $meaning
        "$(([pscustomobject]@{ Query = 'tenant'; Tool = 'vector_search' }, [pscustomobject]@{ Query = 'tenant' } | Search-PageIndex -Path $database).Page)" | Should-Be "$meaning $lexical"
    }

    It 'runs the calls of rows' {
        foreach ($row in $rows) {
            $hits = $row.Tools | Search-PageIndex -PageIndex $index
            $hits.Page | Should-BeCollection @($row.Tools | ForEach-Object { $index | Search-PageIndex $_.Name $_.Arguments } | ForEach-Object Page)
        }
    }

    It 'goes on after an object that it cannot run' {
        $objects = [pscustomobject]@{ Query = 'x'; Tool = 'nothing' }, [pscustomobject]@{ Query = '' }, [pscustomobject]@{ Query = 'tenant' }
        Get-ErrorId { $objects | Search-PageIndex -PageIndex $index } | Should-BeCollection @('ToolNotRunnable InvalidArgument', 'BadArgument InvalidArgument')
        @($objects | Search-PageIndex -PageIndex $index -ErrorAction SilentlyContinue).Count | Should-BeGreaterThan 0
    }
}
