#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Composes a dataset from pages that another program wrote to a CSV file, with a job of PowerShell's in between.

.DESCRIPTION
Whatever has a text and a number is a page, so the rows of a CSV file are pages as they are. The script filters them,
generates queries in a thread job while it builds the index of all pages, tests the rows in the session, and exports
those that pass. It needs no network.

.PARAMETER PagePath
A CSV file with a column for the text of the page (text, content, page_content) and one for its number (number, page,
page_number). The table in docs/pages.md has all names. The sample beside this script by default.

.PARAMETER OutputPath
The dataset; an earlier one is replaced.

.PARAMETER MinimumWordCount
The number of words that a page must exceed.

.PARAMETER TopK
Each call must find its row's page among this number of pages. The sample has only twelve pages, so the default is three.

.EXAMPLE
./examples/Compose.ps1 -PagePath scans.csv -OutputPath scans.jsonl -TopK 10
#>
[CmdletBinding()]
param(
    [string] $PagePath = (Join-Path $PSScriptRoot 'harbour-lease.csv'),
    [string] $OutputPath = (Join-Path $PSScriptRoot '../out/composed.jsonl'),

    [ValidateRange(0, [int]::MaxValue)]
    [int] $MinimumWordCount = 40,

    [ValidateRange(1, 1000)]
    [int] $TopK = 3
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# The cmdlets would take the rows of the file as they are. As pages they also have a Kind and a WordCount to filter by.
[SynthGen.OcrPage[]] $pages = Import-Csv -LiteralPath $PagePath
$chosen = @($pages | Where-Object { $_.Kind -eq 'Content' -and $_.WordCount -gt $MinimumWordCount })

# A job has a session of its own, which may not find the module by its name.
$manifest = Join-Path (Get-Module -Name SynthGen).ModuleBase 'SynthGen.psd1'
$job = Start-ThreadJob -ScriptBlock {
    Import-Module -Name $using:manifest
    $using:chosen | New-SyntheticQuery -Backend Template
}

$index = $pages | New-PageIndex
try {
    $proven = @(
        Receive-Job -Job $job -Wait -AutoRemoveJob |
            Test-SyntheticQuery -PageIndex $index -TopK $TopK -PassedOnly -RejectedVariable rejected
    )
    $proven | Export-ToolDataset -Path $OutputPath
}
finally {
    $index.Dispose()
}

Write-Output "$($pages.Count) pages, $($chosen.Count) chosen, $($proven.Count) rows proven, $($rejected.Count) rejected: $(Convert-Path -LiteralPath $OutputPath)"
