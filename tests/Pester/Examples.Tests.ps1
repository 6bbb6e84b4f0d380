BeforeAll {
    . $PSScriptRoot/Common.ps1
    $examples = Join-Path $Repository 'examples'
}

Describe 'Quickstart.ps1' {
    It 'writes a dataset and shows its rows and the counts' {
        $dataset = Join-Path $TestDrive 'quickstart.jsonl'
        $shown = & (Join-Path $examples 'Quickstart.ps1') -OutputPath $dataset | Out-String -Width 200
        @(Import-ToolDataset -Path $dataset).Count | Should-BeGreaterThan 10
        $shown | Should-BeLikeString '*full_text_search*Generated*quickstart.jsonl*'
    }
}

Describe 'Filter-Pages.ps1' {
    It 'shows the pages by kind, and the filters' {
        $shown = & (Join-Path $examples 'Filter-Pages.ps1') | Out-String -Width 200
        $shown | Should-BeLikeString '*Content*Quality*Without running head*'
    }
}

Describe 'Compose.ps1' {
    It 'makes a dataset of a CSV file, through a job' {
        $dataset = Join-Path $TestDrive 'composed.jsonl'
        & (Join-Path $examples 'Compose.ps1') -OutputPath $dataset | Should-BeLikeString '12 pages, 9 chosen, * rows proven, *composed.jsonl'
        $rows = @(Import-ToolDataset -Path $dataset)
        $rows.Count | Should-BeGreaterThan 10
        $rows.Verdict.Passed | Select-Object -Unique | Should-Be $true
    }
}

Describe 'Nightly.ps1' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $documents = (New-Item -ItemType Directory -Path (Join-Path $folder 'in')).FullName
        $datasets = Join-Path $folder 'out'
        Copy-Item -LiteralPath $Sample -Destination $documents
    }

    It 'does what is new, and only that' {
        & (Join-Path $examples 'Nightly.ps1') $documents $datasets | Select-Object -Last 1 | Should-BeLikeString '*Datasets: 1 written, 0 up to date, 0 failed'
        $LASTEXITCODE | Should-Be 0
        & (Join-Path $examples 'Nightly.ps1') $documents $datasets | Select-Object -Last 1 | Should-BeLikeString '*Datasets: 0 written, 1 up to date, 0 failed'

        $document = Get-Item -LiteralPath (Join-Path $documents 'harbour-lease.txt')
        $document.LastWriteTimeUtc = [DateTime]::UtcNow.AddMinutes(1)
        & (Join-Path $examples 'Nightly.ps1') $documents $datasets | Select-Object -Last 1 | Should-BeLikeString '*Datasets: 0 written, 1 up to date, 0 failed'

        Add-Content -LiteralPath $document.FullName -Value 'The tenant pays the rent.'
        $document.LastWriteTimeUtc = [DateTime]::UtcNow.AddYears(-1)
        & (Join-Path $examples 'Nightly.ps1') $documents $datasets | Select-Object -Last 1 | Should-BeLikeString '*Datasets: 1 written, 0 up to date, 0 failed'
        @(Get-Content -LiteralPath (Join-Path $datasets 'nightly.log')).Count | Should-BeGreaterThanOrEqual 5
    }

    It 'goes on past a document that fails, keeps its earlier dataset, and exits with 1' {
        Set-Content -LiteralPath (Join-Path $documents 'empty.txt') -Value '' -NoNewline
        $null = New-Item -ItemType Directory -Path $datasets
        $earlier = Join-Path $datasets 'empty.txt.jsonl'
        Set-Content -LiteralPath $earlier -Value 'earlier'
        (Get-Item -LiteralPath $earlier).LastWriteTimeUtc = [DateTime]::UtcNow.AddDays(-1)

        $lines = & (Join-Path $examples 'Nightly.ps1') $documents $datasets
        $LASTEXITCODE | Should-Be 1
        $lines[-1] | Should-BeLikeString '*Datasets: 1 written, 0 up to date, 1 failed'
        Get-Content -LiteralPath $earlier | Should-Be 'earlier'
        (Get-ChildItem -LiteralPath $datasets).Name | Should-BeCollection @('empty.txt.jsonl', 'harbour-lease.txt.jsonl', 'harbour-lease.txt.jsonl.stamp', 'nightly.log')
    }

    It 'exits with 1 when the folder is missing' {
        & (Join-Path $examples 'Nightly.ps1') (Join-Path $folder 'nowhere') $datasets | Should-BeLikeString '*FAILED*nowhere*'
        $LASTEXITCODE | Should-Be 1
    }
}
