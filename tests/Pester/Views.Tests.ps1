BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pages = @(Split-OcrDocument -LiteralPath $Sample)
    $index = $pages | New-PageIndex
    $rows = @($pages | New-SyntheticQuery Template -OutcomeVariable outcome | Test-SyntheticQuery -PageIndex $index -OutcomeVariable gates -WarningAction Ignore)
    $null = $rows | Split-ToolDataset -SummaryVariable split -WarningAction Ignore
    $measure = $rows | Measure-ToolDataset
    $talk = [SynthGen.ToolConversation] @{
        Kind = 'Lookup'; Difficulty = 'Easy'; Source = 'lease.txt'; Pages = @{ Page = 1; Evidence = @{ Quote = 'rent'; Start = 0; Length = 4 } }
        Messages = @{ Role = 'User'; Text = 'Who pays?' }, @{ Role = 'Assistant'; Calls = @{ Id = 'call_1'; Name = 'full_text_search'; Arguments = @{ query = 'rent' } } }, @{ Role = 'Tool'; CallId = 'call_1'; Text = '[]' }, @{ Role = 'Assistant'; Text = 'Nobody.' }
    }
    $records = @{
        page = $pages[0]; row = $rows[0]; verdict = $rows[0].Verdict; gate = $rows[0].Verdict.Gates[0]; ranks = $rows[0].Verdict.Ranks
        provenance = $rows[0].Provenance; evidence = $rows[0].Evidence; tool = $rows[0].AvailableTools[0]; call = $rows[0].Tools[0]
        outcome = $outcome; gates = $gates; split = $split; side = $split.Sides[0]; measure = $measure; contrast = $measure.ContrastByTool[0]
        hit = ($index | Search-PageIndex 'tenant')[0]; index = $index
        conversation = $talk; message = $talk.Messages[0]; made = $talk.Messages[1].Calls[0]; needed = $talk.Pages[0]; kinds = ($talk | Measure-ToolDataset).ConversationKinds[0]
    }

    # Runs a script in a runspace of its own, in a language mode, and gives what it prints.
    function Invoke-Session {
        param([string] $Script, [string] $Mode = 'ConstrainedLanguage')

        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($Manifest)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $runspace.SessionStateProxy.SetVariable('records', $records)
            $runspace.SessionStateProxy.LanguageMode = $Mode
            $text = $shell.AddScript($Script).Invoke() -join "`n"
            if ($shell.HadErrors) {
                throw ($shell.Streams.Error -join "`n")
            }
            $text
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

AfterAll { $index.Dispose() }

Describe 'The view of a record: <_>' -ForEach 'page', 'row', 'verdict', 'gate', 'ranks', 'provenance', 'evidence', 'tool', 'call', 'outcome', 'gates', 'split', 'side', 'measure', 'contrast', 'hit', 'index', 'conversation', 'message', 'made', 'needed', 'kinds' {
    BeforeAll { $name = $_ }

    It 'shows values, not types' {
        foreach ($text in ($records[$name] | Format-List | Out-String), ($records[$name] | Out-String)) {
            $text.Trim() | Should-NotBeEmptyString
            $text | Should-NotBeLikeString '*``1*'
            $text | Should-NotBeLikeString '*{ * = *'
            $text | Should-NotBeLikeString '*System.*'
        }
    }

    It 'is the same in Constrained Language Mode' {
        $script = "`$records['$name'] | Out-String -Width 200; `$records['$name'] | Format-List | Out-String -Width 200"
        $constrained = Invoke-Session $script
        $constrained | Should-Be (Invoke-Session $script FullLanguage)
        $constrained.Trim() | Should-NotBeEmptyString
    }

    It 'has no member that is written' {
        $records[$name] | ConvertTo-Json -Depth 1 -WarningAction Ignore | Should-NotBeLikeString '*"Shown"*'
        $records[$name].psobject.Properties.Name | Should-NotContainCollection 'Shown'
        [System.Management.Automation.PSSerializer]::Serialize($records[$name]) | Should-NotMatchString 'N="(Shown|Summary)"'
    }
}

Describe 'An enumeration in ConvertTo-Json' {
    It 'is a word: <Name>' -ForEach @(
        @{ Name = 'page'; Text = '*"Kind":"Content"*' }
        @{ Name = 'verdict'; Text = '*"Gate":"Schema","Status":"Passed"*' }
        @{ Name = 'ranks'; Text = '*"Contrast":"*' }
        @{ Name = 'side'; Text = '*"Split":"Train"*' }
        @{ Name = 'conversation'; Text = '*"Kind":"Lookup"*' }
        @{ Name = 'message'; Text = '*"Role":"User"*' }
    ) {
        $records[$Name] | ConvertTo-Json -Depth 4 -Compress -WarningAction Ignore | Should-BeLikeString $Text
    }

    It 'is a word: outcome' {
        [SynthGen.ReasonCount]::new('Failed', 'why', 1) | ConvertTo-Json -Compress | Should-BeLikeString '*"Status":"Failed"*'
    }
}

Describe 'A record that follows one of another type' {
    It 'is shown by its numbers and a line of text' {
        $poison = [SynthGen.OcrPage]::new(1, "a $([char]27)[31m", "b $([char]27)[31m", 1)
        $text = $rows[0], $poison, $rows[0].Verdict | Out-String
        $text | Should-BeLikeString '*Kind * : *Summary * : page 1 of b <U+001B>*'
        $text | Should-BeLikeString '*Summary : Passed*'
    }
}

Describe 'The view of a deserialized record' {
    It 'shows what the live one shows: <_>' -ForEach 'gate', 'provenance', 'hit', 'gates' {
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($records[$_], 4))
        $back | Format-List | Out-String | Should-Be ($records[$_] | Format-List | Out-String)
    }
}

Describe 'The class of an error' {
    It 'is the one that scripts catch: <Name>' -ForEach @(
        @{ Name = 'no document'; Script = { Split-OcrDocument -Path nowhere.txt -ErrorAction Stop } }
        @{ Name = 'no literal document'; Script = { Split-OcrDocument -LiteralPath nowhere.txt -ErrorAction Stop } }
        @{ Name = 'no match'; Script = { Split-OcrDocument -Path 'nowhere*.txt' -ErrorAction Stop } }
        @{ Name = 'no dataset'; Script = { Import-ToolDataset nowhere.jsonl -ErrorAction Stop } }
        @{ Name = 'no dataset to test'; Script = { Test-ToolDataset nowhere.jsonl -ErrorAction Stop } }
        @{ Name = 'no dataset to measure'; Script = { Measure-ToolDataset nowhere.jsonl -ErrorAction Stop } }
        @{ Name = 'no tools'; Script = { Import-ToolDefinition nowhere.json -ErrorAction Stop } }
        @{ Name = 'no index'; Script = { Get-PageIndex nowhere.db -ErrorAction Stop } }
        @{ Name = 'no folder'; Script = { $rows | Export-ToolDataset nowhere/at/all.jsonl } }
        @{ Name = 'no model'; Script = { $pages | New-SyntheticQuery Llama -ModelPath nowhere.gguf } }
    ) {
        $caught = try { & $Script; 'nothing' } catch [System.Management.Automation.ItemNotFoundException] { 'missing' } catch { $_.Exception.GetType().Name }
        $caught | Should-Be 'missing'
    }

    It 'of a missing drive says so' {
        $caught = try { Split-OcrDocument -LiteralPath 'nodrive:/x.txt' -ErrorAction Stop } catch [System.Management.Automation.DriveNotFoundException] { 'missing' }
        $caught | Should-Be 'missing'
    }
}

Describe 'A file that is not a dataset' {
    BeforeAll {
        $readme = Join-Path $TestDrive 'README.md'
        # With an example of a row in it, as such files have.
        @(1..200 | ForEach-Object { "# Line $_ of a text" }; '{"query": "q", "tools": [{"name": "t", "arguments": {}}], "page": 1}'; 1..200) | Set-Content -LiteralPath $readme
        $pdf = Join-Path $TestDrive 'a.pdf'
        [System.IO.File]::WriteAllBytes($pdf, [byte[]] ([System.Text.Encoding]::ASCII.GetBytes("%PDF-1.7`n") + 0..255))
        $html = Join-Path $TestDrive 'a.html'
        '<!DOCTYPE html><html></html>' | Set-Content -LiteralPath $html
        $json = Join-Path $TestDrive 'a.json'
        $rows[0] | ConvertTo-Json -Depth 6 | Set-Content -LiteralPath $json
        $gzip = Join-Path $TestDrive 'readme.jsonl.gz'
        $stream = [System.IO.Compression.GZipStream]::new([System.IO.File]::Create($gzip), [System.IO.Compression.CompressionMode]::Compress)
        $stream.Write([System.IO.File]::ReadAllBytes($readme))
        $stream.Dispose()
        $misnamed = Join-Path $TestDrive 'misnamed.jsonl'
        Copy-Item -LiteralPath $gzip -Destination $misnamed
    }

    It 'is one error of <_>' -ForEach 'Import-ToolDataset', 'Test-ToolDataset', 'Measure-ToolDataset' {
        $command = $_
        foreach ($case in @($readme, 'text of another kind'), @($pdf, 'a PDF document'), @($html, 'HTML or XML'), @($json, 'JSON over several lines'), @($gzip, 'text of another kind'), @($misnamed, 'compressed with gzip')) {
            & $command $case[0] -ErrorVariable problems -ErrorAction SilentlyContinue | Should-BeNull
            @($problems).Count | Should-Be 1 -Because $case[0]
            $problems[0].FullyQualifiedErrorId | Should-BeLikeString 'NotADataset,*'
            "$problems" | Should-BeLikeString "*$($case[1])*one JSON object a line*"
        }
    }

    It 'is not one of which only the first lines are bad' {
        $file = Join-Path $TestDrive 'bad.jsonl'
        $rows | Export-ToolDataset $file
        @('one', 'two', 'three') + (Get-Content -LiteralPath $file) | Set-Content -LiteralPath $file
        @(Import-ToolDataset $file -ErrorVariable problems -ErrorAction SilentlyContinue).Count | Should-Be $rows.Count
        @($problems).Count | Should-Be 3
    }
}
