BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Split-OcrDocument' {
    BeforeAll {
        $text = "=== PAGE 1 ===`nthe first page`n=== PAGE 2 ===`nthe second page`nof two lines`n"
        $document = Join-Path $TestDrive 'document.txt'
        Set-Content -LiteralPath $document -Value $text -NoNewline
    }

    It 'gives the same pages whichever way the text comes' {
        $expected = @('1:the first page', "2:the second page`nof two lines")
        $ways = @{
            Lines = { Get-Content -LiteralPath $document }
            Raw = { Get-Content -LiteralPath $document -Raw }
            Lists = { , (Get-Content -LiteralPath $document -ReadCount 0) }
            Files = { Get-Item -LiteralPath $document }
        }
        foreach ($way in $ways.Values) {
            & $way | Split-OcrDocument | ForEach-Object { "$($_.Number):$($_.Text)" } | Should-BeCollection $expected -Because $way
        }
        Split-OcrDocument -Path $document | ForEach-Object { "$($_.Number):$($_.Text)" } | Should-BeCollection $expected
    }

    It 'takes several files by wildcard, and names with brackets by -LiteralPath' {
        Set-Content -LiteralPath (Join-Path $TestDrive 'other[1].txt') -Value '=== PAGE 9 ===', 'nine'
        (Split-OcrDocument -Path (Join-Path $TestDrive '*.txt')).Number | Should-BeCollection @(1, 2, 9)
        (Split-OcrDocument -LiteralPath (Join-Path $TestDrive 'other[1].txt')).Source | Should-Be 'other[1].txt'
    }

    It 'lets a page go as soon as the next one begins' {
        # Select-Object stops the pipeline with the first page: lines behind the second marker are not asked for.
        $script:read = 0
        & { foreach ($line in $text -split "`n") { $script:read++; $line } } | Split-OcrDocument | Select-Object -First 1 | Should-HaveType ([SynthGen.OcrPage])
        $script:read | Should-BeLessThan 5
    }

    It 'tells pages apart by <Marker>' -ForEach @(
        @{ Marker = 'Dash'; Text = "--- Page 3 of 10 ---`nthree`n[Page 4]`nfour" }
        @{ Marker = 'FormFeed'; Text = "one`f two" }
        @{ Marker = 'Auto'; Text = "--- Page 3 of 10 ---`nthree`n--- Page 4 of 10 ---`nfour" }
    ) {
        @($Text -split "`n" | Split-OcrDocument -Marker $Marker).Count | Should-Be 2
    }

    It 'tells pages apart by a pattern' {
        ('Folio 12', 'a', 'Folio 13', 'b' | Split-OcrDocument -MarkerPattern 'Folio (?<page>\d+)').Number | Should-BeCollection @(12, 13)
    }

    It 'gives the pages asked for' {
        (Split-OcrDocument -Path $Sample -Page 3..5, 10..).Number | Should-BeCollection @(3, 4, 5, 10, 11, 12)
        (Split-OcrDocument -Path $Sample -Page 7).Number | Should-Be 7
    }

    It 'keeps the text before the first marker as page 0 unless -SkipPreamble is given' {
        ('before', '=== PAGE 1 ===', 'one' | Split-OcrDocument).Number | Should-BeCollection @(0, 1)
        ('before', '=== PAGE 1 ===', 'one' | Split-OcrDocument -SkipPreamble).Number | Should-Be 1
    }

    It 'warns of a document without markers, and gives it as one page' {
        $page = 'just text' | Split-OcrDocument -WarningVariable warnings -WarningAction SilentlyContinue
        $page.Text | Should-Be 'just text'
        $warnings.Count | Should-Be 1
    }

    It 'removes running heads where asked to' {
        $heads = Split-OcrDocument -Path $Sample -RemoveRunningHead | Where-Object Text -Like '*Gannet Cold Storage v. Port E*'
        @($heads).Count | Should-BeLessThan @(Split-OcrDocument -Path $Sample | Where-Object Text -Like '*Gannet Cold Storage v. Port E*').Count
    }

    It 'joins broken words, and collapses space, where asked to' {
        ('=== PAGE 1 ===', 'a reason-', 'able time' | Split-OcrDocument -JoinHyphen).Text | Should-MatchString 'a reasonable\b'
        ('=== PAGE 1 ===', 'a   reasonable    time' | Split-OcrDocument -CollapseSpace).Text | Should-BeString 'a reasonable time'
    }

    It 'reads other encodings' {
        $latin = Join-Path $TestDrive 'latin1.txt'
        [System.IO.File]::WriteAllText($latin, "=== PAGE 1 ===`nArt. 5 § 2, Müller", [System.Text.Encoding]::Latin1)
        (Split-OcrDocument -LiteralPath $latin -Encoding latin1).Text | Should-Be 'Art. 5 § 2, Müller'
    }

    It 'marks the contents page and the blank one' {
        $pages = Split-OcrDocument -Path $Sample
        $pages[1].Kind | Should-Be ([SynthGen.PageKind]::TableOfContents)
        $pages[6].Kind | Should-Be ([SynthGen.PageKind]::Blank)
    }

    It 'shows a page as a line of a table' {
        Get-TableHeader (Split-OcrDocument -Path $Sample -Page 3) | Should-BeCollection @('Number', 'Kind', 'WordCount', 'Quality', 'Source', 'Text')
    }

    It 'completes -<Parameter>' -ForEach @(
        @{ Parameter = 'Marker'; Expected = @('Auto', 'Dash', 'EqualSigns', 'FormFeed', 'PageBreak', 'Tag') }
        @{ Parameter = 'MarkerAt'; Expected = @('End', 'Start') }
        @{ Parameter = 'Encoding'; Expected = @('utf8', 'latin1') }
    ) {
        $offered = Get-Completion "Split-OcrDocument document.txt -$Parameter "
        foreach ($name in $Expected) {
            $offered | Should-ContainCollection $name
        }
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Split-OcrDocument -Path nowhere.txt } }
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Split-OcrDocument -LiteralPath nowhere.txt } }
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Split-OcrDocument -Path *.nowhere } }
        @{ Id = 'PathIsAFolder InvalidArgument'; Script = { Split-OcrDocument -Path $TestDrive } }
        @{ Id = 'InputNotText InvalidType'; Script = { 1 | Split-OcrDocument } }
        @{ Id = 'EmptyDocument InvalidData'; Script = { @() | Split-OcrDocument } }
        @{ Id = 'EmptyDocument InvalidData'; Script = { '' | Split-OcrDocument } }
        @{ Id = 'InvalidMarkerPattern InvalidArgument'; Script = { 'a' | Split-OcrDocument -MarkerPattern '(' } }
        @{ Id = 'MarkerAndPattern InvalidArgument'; Script = { 'a' | Split-OcrDocument -Marker Dash -MarkerPattern '(?<page>x)' } }
        @{ Id = 'InvalidPageRange InvalidArgument'; Script = { 'a' | Split-OcrDocument -Page '-3' } }
        @{ Id = 'InvalidPageRange InvalidArgument'; Script = { 'a' | Split-OcrDocument -Page 9..3 } }
        @{ Id = 'ParameterArgumentTransformationError InvalidData'; Script = { Split-OcrDocument x -Encoding nonsense } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }

    It 'goes on with the other files when one is missing' {
        $pages = Split-OcrDocument -Path nowhere.txt, $document -ErrorAction SilentlyContinue -ErrorVariable errors
        $pages.Number | Should-BeCollection @(1, 2)
        $errors.Count | Should-Be 1
    }
}

Describe 'What Split-OcrDocument says about its input' {
    It 'warns of a range without pages: <Range>' -ForEach @(
        @{ Range = '99'; Message = '*is in 99.*' }
        @{ Range = '1', '200..', 'iv'; Message = '*is in 200.., iv.*' }
    ) {
        $null = Split-OcrDocument -LiteralPath $Sample -Page $Range -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should-Be 1
        "$warnings" | Should-BeLikeString $Message
        "$warnings" | Should-BeLikeString '*The document has *1-12*'
    }

    It 'does not warn of ranges with pages' {
        $null = Split-OcrDocument -LiteralPath $Sample -Page '1..3,5' -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should-Be 0
    }

    It 'says how it is used when it is alone' {
        Split-OcrDocument -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should-BeLikeString 'EmptyDocument,*'
        "$problems" | Should-BeLikeString '*Split-OcrDocument lease.txt*Get-Content*'
    }
}

Describe 'The source of a page' {
    BeforeAll {
        $place = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'sources')).FullName
        foreach ($folder in 'a', 'b') {
            New-Item -ItemType Directory -Path (Join-Path $place $folder) | Out-Null
            "=== PAGE 1 ===`nThe text of $folder." | Set-Content -LiteralPath (Join-Path $place $folder 'ocr.txt')
        }
        $files = (Join-Path $place 'a/ocr.txt'), (Join-Path $place 'b/ocr.txt')
    }

    It 'is the path from the current location, whatever gives the file' {
        Push-Location -LiteralPath $place
        try {
            Split-OcrDocument a/ocr.txt, b/ocr.txt | ForEach-Object Source | Should-BeCollection @('a/ocr.txt', 'b/ocr.txt')
            Split-OcrDocument */ocr.txt | ForEach-Object Source | Should-BeCollection @('a/ocr.txt', 'b/ocr.txt')
            Split-OcrDocument -LiteralPath $files | ForEach-Object Source | Should-BeCollection @('a/ocr.txt', 'b/ocr.txt')
            Get-ChildItem */ocr.txt | Split-OcrDocument | ForEach-Object Source | Should-BeCollection @('a/ocr.txt', 'b/ocr.txt')
            Get-Content */ocr.txt | Split-OcrDocument | ForEach-Object Source | Should-BeCollection @('a/ocr.txt', 'b/ocr.txt')
            Get-Content */ocr.txt -ReadCount 0 | Split-OcrDocument | ForEach-Object Source | Should-BeCollection @('a/ocr.txt', 'b/ocr.txt')
            [pscustomobject]@{ Path = 'a/*.txt' } | Split-OcrDocument | ForEach-Object Source | Should-Be 'a/ocr.txt'
        }
        finally {
            Pop-Location
        }
    }

    It 'of files elsewhere has the folders that tell them apart' {
        Push-Location -LiteralPath (Join-Path $place 'a')
        try {
            Split-OcrDocument -LiteralPath $files | ForEach-Object Source | Should-BeCollection @('ocr.txt', 'b/ocr.txt')
            Split-OcrDocument -LiteralPath $files[1] | ForEach-Object Source | Should-Be 'ocr.txt'
            Get-Item -LiteralPath $files[1] | Split-OcrDocument | ForEach-Object Source | Should-Be 'ocr.txt'
            Get-Content -LiteralPath $files[1] | Split-OcrDocument | ForEach-Object Source | Should-Be 'ocr.txt'
        }
        finally {
            Pop-Location
        }
    }

    It 'keeps the pages of files of one name apart in an index' {
        $pages = @(Split-OcrDocument -LiteralPath $files)
        $index = $pages | New-PageIndex
        try {
            $index.Count | Should-Be 2
            $pages | ForEach-Object { $index.Find($_.Number, $_.Source).Text } | Should-BeCollection @('The text of a.', 'The text of b.')
        }
        finally {
            $index.Dispose()
        }
    }
}
