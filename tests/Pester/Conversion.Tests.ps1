BeforeAll {
    . $PSScriptRoot/Common.ps1

    # The dataset that pages or rows give, as a hash and a number of rows.
    function Get-Export {
        param([object[]] $Row)

        $file = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $Row | Export-ToolDataset -Path $file
        "$((Get-FileHash -LiteralPath $file).Hash) $($Row.Count)"
    }

    function Get-PageExport {
        param([object[]] $Page)

        Get-Export ($Page | New-SyntheticQuery Template -Seed 3)
    }

    # As jobs and remote sessions do it.
    function Copy-Remote {
        param([object] $InputObject)

        [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($InputObject, 1))
    }

    # As a session does it that has not imported the module: there it stays a bag of properties.
    function Copy-Bare {
        param([object] $InputObject)

        $bare = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $xml = [System.Management.Automation.PSSerializer]::Serialize($InputObject, 1)
        $bare.AddScript('param($xml) [System.Management.Automation.PSSerializer]::Deserialize($xml)').AddArgument($xml).Invoke()
        $bare.Dispose()
    }

    $pages = @(Split-OcrDocument -LiteralPath $Sample)
    $pages += [SynthGen.OcrPage]::new(4, $pages[0].Text, 'front.txt', 17, 'iv')
    $rows = @($pages | New-SyntheticQuery Template -Seed 3)
    $live = Get-Export $rows
    $index = $pages | New-PageIndex
    $tested = @($rows | Test-SyntheticQuery -PageIndex $index | Split-ToolDataset)
    $liveTested = Get-Export $tested
}

AfterAll { $index.Dispose() }

Describe 'Pages from elsewhere give the same rows' {
    It 'as <Name>' -ForEach @(
        @{ Name = 'JSON'; Script = { $pages | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'JSON as hashtables'; Script = { $pages | ConvertTo-Json | ConvertFrom-Json -AsHashtable } }
        @{ Name = 'CLIXML'; Script = { $pages | Export-Clixml "$TestDrive/p.xml"; Import-Clixml "$TestDrive/p.xml" } }
        @{ Name = 'CSV'; Script = { $pages | Export-Csv "$TestDrive/p.csv"; Import-Csv "$TestDrive/p.csv" } }
        @{ Name = 'the output of a remote session'; Script = { Copy-Remote $pages } }
        @{ Name = 'deserialized objects without the module'; Script = { Copy-Bare $pages } }
        @{ Name = 'the output of a thread job'; Script = { Start-ThreadJob { $using:pages } | Receive-Job -Wait -AutoRemoveJob } }
        @{ Name = 'the output of ForEach-Object -Parallel'; Script = { $pages | ForEach-Object -Parallel { $_ } -ThrottleLimit 1 } }
        @{ Name = 'selected properties'; Script = { $pages | Select-Object * } }
        @{ Name = 'hashtables'; Script = { $pages | ForEach-Object { @{ number = "$($_.Number).0"; TEXT = "`r`n$($_.Text -replace "`n", "`r`n")`r`n"; source = $_.Source; label = $_.Label } } } }
        @{ Name = 'the documents of LangChain'; Script = { $pages | ForEach-Object { @{ page_content = $_.Text; metadata = @{ page = $_.Number; page_label = $_.Label; source = $_.Source } } } } }
        @{ Name = 'casts'; Script = { [SynthGen.OcrPage[]] ($pages | Select-Object *) } }
        @{ Name = 'typed parameters'; Script = { & { param([SynthGen.OcrPage[]] $Page) $Page } ($pages | ConvertTo-Json | ConvertFrom-Json) } }
        @{
            Name = 'rows of a table'
            Script = {
                $table = [System.Data.DataTable]::new()
                'Page_Number', 'Page_Label', 'File_Name', 'Content' | ForEach-Object { $null = $table.Columns.Add($_) }
                $pages | ForEach-Object { $null = $table.Rows.Add($_.Number, $_.Label, $_.Source, $_.Text) }
                $table.Rows
            }
        }
    ) {
        Get-PageExport @(& $Script) | Should-Be $live
    }

    It 'as what a job of another process gives and takes' {
        $rows = Start-Job { Import-Module $using:Manifest; $using:pages | New-SyntheticQuery Template -Seed 3 } | Receive-Job -Wait -AutoRemoveJob
        Get-Export $rows | Should-Be $live
        $rows[0] | Should-HaveType ([SynthGen.SyntheticQuery])
    }

    It 'into the index too' {
        $other = $pages | ConvertTo-Json | ConvertFrom-Json | New-PageIndex
        "$(($rows | Test-SyntheticQuery -PageIndex $other).Verdict)" | Should-Be "$($tested.Verdict)"
        $other.Dispose()
    }
}

Describe 'A page from its values' {
    It 'has the rest computed' {
        $page = [SynthGen.OcrPage] @{ Number = '7'; Text = "`n`n$($pages[0].Text)`r`n`r`n"; WordCount = 3; Kind = 'Blank' }
        $page.Text | Should-BeString $pages[0].Text -CaseSensitive
        $page.WordCount | Should-Be $pages[0].WordCount
        $page.Quality | Should-Be $pages[0].Quality
        $page.Kind | Should-Be 'Content'
        "$($page.Label) $($page.Line) '$($page.Source)'" | Should-Be "7 1 ''"
    }

    It 'has the number <Number> and the label <Label> of <Given>' -ForEach @(
        @{ Given = 5; Number = 5; Label = '5' }
        @{ Given = 5.0; Number = 5; Label = '5' }
        @{ Given = [long] 5; Number = 5; Label = '5' }
        @{ Given = ' 5 '; Number = 5; Label = '5' }
        @{ Given = 'xii'; Number = 12; Label = 'xii' }
    ) {
        $page = [SynthGen.OcrPage] @{ page_number = $Given; text = 'x' }
        "$($page.Number) $($page.Label)" | Should-Be "$Number $Label"
    }

    It 'keeps its place and the confidence of its engine as <Name>' -ForEach @(
        @{ Name = 'JSON'; Script = { $_ | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'CLIXML'; Script = { Copy-Remote $_ } }
        @{ Name = 'deserialized objects without the module'; Script = { Copy-Bare $_ } }
        @{ Name = 'CSV'; Script = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
        @{
            Name = 'CSV where decimals have a comma'
            Script = {
                $before = [cultureinfo]::CurrentCulture
                $culture = [cultureinfo]::InvariantCulture.Clone()
                $culture.NumberFormat.NumberDecimalSeparator = ','
                try {
                    [cultureinfo]::CurrentCulture = $culture
                    [SynthGen.OcrPage] ($_ | ConvertTo-Csv | ConvertFrom-Csv)
                }
                finally {
                    [cultureinfo]::CurrentCulture = $before
                }
            }
        }
    ) {
        $page = [SynthGen.OcrPage]::new(1, 'some text', 'front.txt', 17, 'i', 4, 0.43)
        [SynthGen.OcrPage] $back = $page | ForEach-Object $Script
        "$($back.Number) $($back.Label) $($back.Ordinal) $($back.Confidence)" | Should-Be '1 i 4 0.43'
        [SynthGen.OcrPage] $back = [SynthGen.OcrPage]::new(1, 'some text') | ForEach-Object $Script
        "$($back.Ordinal) $($null -eq $back.Confidence)" | Should-Be '1 True'
    }

    It 'has the confidence <Confidence> of <Given>' -ForEach @(
        @{ Given = 0; Confidence = 0 }
        @{ Given = '0.5'; Confidence = 0.5 }
        @{ Given = 1; Confidence = 1 }
        @{ Given = 43; Confidence = 0.43 }
        @{ Given = 100; Confidence = 1 }
    ) {
        ([SynthGen.OcrPage] @{ Number = 1; Text = 'x'; Confidence = $Given }).Confidence | Should-Be $Confidence
    }

    It 'is refused with <Name> <Given>' -ForEach @(
        @{ Name = 'Confidence'; Given = -1 }
        @{ Name = 'Confidence'; Given = 101 }
        @{ Name = 'Confidence'; Given = 'high' }
        @{ Name = 'Ordinal'; Given = -1 }
        @{ Name = 'Ordinal'; Given = 2.5 }
        @{ Name = 'Ordinal'; Given = 5000000000 }
    ) {
        { [SynthGen.OcrPage] @{ Number = 1; Text = 'x'; $Name = $Given } } | Should-Throw -ExceptionMessage "*$($Name.ToLower())*$Given*"
    }

    It 'has its number from its label, and its text from lines' {
        $page = [SynthGen.OcrPage] [pscustomobject]@{ Label = 'C-3'; Number = ''; Text = 'one', 'two' }
        "$($page.Number) $($page.Label) $($page.Text)" | Should-Be "3 C-3 one`ntwo"
    }

    It 'reads numbers in any culture' {
        $before = [cultureinfo]::CurrentCulture
        try {
            # Made here: a machine may have no cultures.
            $comma = [cultureinfo]::InvariantCulture.Clone()
            $comma.NumberFormat.NumberDecimalSeparator = ','
            $comma.NumberFormat.NumberGroupSeparator = '.'
            [cultureinfo]::CurrentCulture = $comma
            ([SynthGen.OcrPage] @{ Number = 5.0; Text = 'x' }).Number | Should-Be 5
            { [SynthGen.OcrPage] @{ Number = '5,5'; Text = 'x' } } | Should-Throw
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'costs a live one nothing: it is the same object' {
        $same = [SynthGen.OcrPage] $pages[3]
        [object]::ReferenceEquals($same, $pages[3]) | Should-BeTrue
    }

    It 'says what is wrong: <Says>' -ForEach @(
        @{ Given = { @{ Number = 1; Foo = 2 } }; Says = '*has no Text; it has *Foo*' }
        @{ Given = { [pscustomobject]@{ Text = 'x'; Foo = 2 } }; Says = '*has no Number; it has Text, Foo*' }
        @{ Given = { @{ Number = 1; Text = $null } }; Says = '*has no Text, which is null*' }
        @{ Given = { @{ Number = -1; Text = 'x' } }; Says = "*'-1' is not the number of a page*" }
        @{ Given = { @{ Number = 2.5; Text = 'x' } }; Says = "*'2.5' is not the number of a page*" }
        @{ Given = { @{ Number = 'first'; Text = 'x' } }; Says = "*'first' is not the number of a page*" }
        @{ Given = { @{ Number = 1; Text = @{ a = 1 } } }; Says = '*its Text is of the type Hashtable, not a text*' }
        @{ Given = { 'text' }; Says = '*A String is not a page*Split-OcrDocument*' }
        @{ Given = { Get-Item -LiteralPath $Sample }; Says = '*A FileInfo is not a page*Split-OcrDocument*' }
        @{ Given = { $null }; Says = '*Null is not a page*' }
    ) {
        $given = & $Given
        $pages[2], $given, $pages[3] | New-SyntheticQuery Template -ErrorVariable problems -ErrorAction SilentlyContinue | Select-Object -ExpandProperty Page -Unique | Should-BeCollection @(3, 4)
        $problems.Count | Should-Be 1
        $problems[0].FullyQualifiedErrorId | Should-BeLikeString 'NotAnOcrPage,*'
        "$($problems[0])" | Should-BeLikeString $Says
    }

    It 'is null by -as, and an error by a cast, if it cannot be one' {
        'text' -as [SynthGen.OcrPage] | Should-BeNull
        { [SynthGen.OcrPage] @{ Text = 'x' } } | Should-Throw -ExceptionMessage '*has no Number; it has Text*'
    }
}

Describe 'Rows from elsewhere are the same rows' {
    It 'as <Name>' -ForEach @(
        @{ Name = 'JSON'; Script = { param($rows) $rows | ConvertTo-Json -Depth 20 | ConvertFrom-Json } }
        @{ Name = 'JSON as hashtables'; Script = { param($rows) $rows | ConvertTo-Json -Depth 20 | ConvertFrom-Json -AsHashtable } }
        @{ Name = 'their canonical lines'; Script = { param($rows) $rows | Export-ToolDataset "$TestDrive/c.jsonl"; Get-Content "$TestDrive/c.jsonl" | ConvertFrom-Json } }
        @{ Name = 'CLIXML'; Script = { param($rows) $rows | Export-Clixml "$TestDrive/r.xml"; Import-Clixml "$TestDrive/r.xml" } }
        @{ Name = 'the output of a remote session'; Script = { param($rows) Copy-Remote $rows } }
        @{ Name = 'deserialized objects without the module'; Script = { param($rows) Copy-Bare $rows } }
        @{ Name = 'selected properties'; Script = { param($rows) $rows | Select-Object * } }
        @{ Name = 'casts'; Script = { param($rows) [SynthGen.SyntheticQuery[]] ($rows | Select-Object *) } }
    ) {
        Get-Export @(& $Script $rows) | Should-Be $live
        Get-Export @(& $Script $tested) | Should-Be $liveTested
    }

    It 'as JSON of the default depth, untested ones' {
        Get-Export @($rows | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json) | Should-Be $live
        Get-Export @($rows | ForEach-Object { $_ | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json }) | Should-Be $live
    }

    It 'with the order of their arguments' {
        $tool = New-ToolDefinition find 'Finds words.' @{ type = 'object' }
        $row = [SynthGen.SyntheticQuery] @{ Query = 'q'; Page = 1; Tools = @{ Name = 'find'; Arguments = [ordered]@{ z = 1; a = [ordered]@{ y = 1.5; b = @(1, 'two', $null) }; flag = $true } } }
        $line = Get-Export $row
        foreach ($copy in (Copy-Remote $row), (Copy-Bare $row)[0], ($row | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json)) {
            Get-Export $copy | Should-Be $line
        }
        (Copy-Remote $tool).Signature | Should-Be $tool.Signature
    }

    It 'with their pair, contrast and kind' {
        $row = [SynthGen.SyntheticQuery] @{
            Query = 'who pays?'; Page = 5; pair_id = 'p1'; Tools = @{ Name = 'full_text_search'; Arguments = @{ query = 'rent' } }
            Provenance = @{ Backend = 'Template'; Model = 'v1'; Kind = 'lookup' }
            Verdict = @{ Gates = @(); Ranks = @{ Calls = @(1); Lexical = 1; Contrast = 'Confirmed' } }
        }
        foreach ($copy in $row, (Copy-Remote $row), (Copy-Bare $row)[0], ($row | ConvertTo-Json -Depth 20 | ConvertFrom-Json)) {
            $found = $copy | Where-Object Contrast -Like Confirmed
            "$($found.PairId) $($found.Provenance.Kind) $(([SynthGen.SyntheticQuery] $copy).Contrast)" | Should-Be 'p1 lookup Confirmed'
        }
    }

    It 'put together by a script' {
        $row = [SynthGen.SyntheticQuery] @{ Query = 'who pays?'; Page = '5'; Tools = @{ Name = 'full_text_search'; Arguments = '{"query":"rent"}' }; AvailableTools = 'full_text_search', 'vector_search'; Split = 'train' }
        $row.Tools[0].Arguments.query | Should-Be 'rent'
        "$($row.Page) $($row.Split) $($row.AvailableTools)" | Should-Be '5 Train full_text_search vector_search'
        $row.Id | Should-MatchString '^[0-9a-f]{16}$'
    }

    It 'through the stages' {
        $bare = Copy-Bare $rows
        "$(($bare | Test-SyntheticQuery -PageIndex $index).Verdict)" | Should-Be "$($tested.Verdict)"
        @($bare | Split-ToolDataset).Count | Should-Be @($rows | Split-ToolDataset).Count
        ($bare | Measure-ToolDataset).SelfBleu | Should-Be ($rows | Measure-ToolDataset).SelfBleu
    }

    It 'or an error: <Says>' -ForEach @(
        @{ Given = { @{ Page = 1 } }; Says = '*has no Query; it has Page*' }
        @{ Given = { @{ Query = 'q'; Page = 1 } }; Says = '*has no Tools; it has *' }
        @{ Given = { @{ Query = 'q'; Tools = @(@{ Name = 'find'; Arguments = @{} }) } }; Says = '*has no Page; it has *' }
        @{ Given = { @{ Query = 'q'; Page = 1; Tools = @(@{ Name = 'find' }) } }; Says = '*call of find has no Arguments*' }
        @{ Given = { @{ Query = 'q'; Page = 1; Tools = @(); Split = 'nowhere' } }; Says = '*nowhere*Train, Validation, Test*' }
        @{ Given = { $rows | Select-Object -First 1 | ConvertTo-Csv | ConvertFrom-Csv }; Says = '*a call in its Tools is only a text*Export-Csv*' }
        @{ Given = { $tested[0] | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json }; Says = '*a gate in its Verdict is only a text*-Depth 20*' }
        @{ Given = { $pages[0] }; Says = '*An OcrPage is not a row*' }
    ) {
        $given = & $Given
        $given, $rows[0] | Export-ToolDataset "$TestDrive/e.jsonl" -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue | Should-Be $rows[0]
        $problems[0].FullyQualifiedErrorId | Should-BeLikeString 'NotASyntheticQuery,*'
        "$($problems[0])" | Should-BeLikeString $Says
    }
}

Describe 'Tools from elsewhere' {
    It 'are offered as <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Tool = { @{ Name = 'find'; Description = 'Finds words.'; Parameters = @{ type = 'object'; properties = @{ query = @{ type = 'string' } } } } } }
        @{ Name = 'an OpenAI function'; Tool = { '[{"type":"function","function":{"name":"find","description":"Finds words.","parameters":{"type":"object","properties":{"query":{"type":"string"}}}}}]' | ConvertFrom-Json } }
        @{ Name = 'a list of MCP'; Tool = { '{"tools":[{"name":"find","description":"Finds words.","inputSchema":{"type":"object","properties":{"query":{"type":"string"}}}}]}' | ConvertFrom-Json } }
        @{ Name = 'a deserialized tool'; Tool = { Copy-Bare (New-ToolDefinition find 'Finds words.' @{ type = 'object'; properties = @{ query = @{ type = 'string' } } }) } }
    ) {
        $row = $pages[2] | New-SyntheticQuery Template -Tool (& $Tool) | Select-Object -First 1
        "$($row.AvailableTools) $($row.AvailableTools.Signature) $($row.AvailableTools.Description)" | Should-Be 'find query: string Finds words.'
    }

    It 'are cast from a name and from a definition' {
        ([SynthGen.ToolDefinition] 'vector_search').Name | Should-Be 'vector_search'
        ([SynthGen.ToolDefinition] @{ name = 'find'; inputSchema = @{ type = 'object' } }).Name | Should-Be 'find'
        { [SynthGen.ToolDefinition] @{ name = 'find'; parameters = @{ type = 'nothing' } } } | Should-Throw -ExceptionMessage '*$.parameters.type*'
        { [SynthGen.ToolDefinition] @{ description = 'x' } } | Should-Throw -ExceptionMessage '*has a Name*description*'
    }
}

Describe 'Indexes by their path' {
    BeforeAll {
        $file = Join-Path $TestDrive 'index.db'
        $built = $pages | New-PageIndex -Path $file
    }

    AfterAll { $built.Dispose() }

    It 'are taken as <Name>' -ForEach @(
        @{ Name = 'a path'; Given = { $file } }
        @{ Name = 'a file'; Given = { Get-Item -LiteralPath $file } }
        @{ Name = 'an object with a path'; Given = { [pscustomobject]@{ Path = $file } } }
        @{ Name = 'a deserialized index'; Given = { Copy-Remote $built } }
    ) {
        "$(($rows | Test-SyntheticQuery -PageIndex (& $Given)).Verdict)" | Should-Be "$($tested.Verdict)"
        "$((& $Given | Search-PageIndex -Query 'transfer switch').Page)" | Should-Be "$(($built | Search-PageIndex full_text_search @{ query = 'transfer switch' }).Page)"
    }

    It 'are closed at the end' {
        $own = Join-Path $TestDrive 'own.db'
        ($pages | New-PageIndex -Path $own).Dispose()
        $null = $rows | Test-SyntheticQuery -PageIndex $own
        Remove-Item -LiteralPath $own
        Test-Path -LiteralPath $own | Should-BeFalse
    }

    It 'are an error otherwise: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Given = { 'nowhere.db' } }
        @{ Id = 'NotAPageIndex InvalidData'; Given = { $Sample } }
        @{ Id = 'NotAPageIndex InvalidArgument'; Given = { 5 } }
        @{ Id = 'PageIndexNotLive InvalidArgument'; Given = { Copy-Remote $index } }
    ) {
        $value = & $Given
        Get-ErrorId { $rows | Test-SyntheticQuery -PageIndex $value } | Should-Be $Id
        Get-ErrorId { $value | Search-PageIndex -Query 'x' } | Should-Be $Id
    }
}
