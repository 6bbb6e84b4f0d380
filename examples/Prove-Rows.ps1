#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Turns a document into a dataset of proven rows, and measures the rows before and after.

.DESCRIPTION
Generates rows, runs their calls against an index of the document's own pages, and exports only those that pass every
gate. Rejected rows are counted by gate and reason. The script needs no network.

.PARAMETER DocumentPath
An OCR'd document whose pages are marked by lines such as "=== PAGE 3 ===". The sample beside this script by default.

.PARAMETER OutputPath
The dataset; an earlier one is replaced.

.PARAMETER TopK
Each call must find its row's page among this number of pages. The sample has only twelve pages, so the default is three.
For a real document 10 is usual.

.EXAMPLE
./examples/Prove-Rows.ps1 -DocumentPath report.txt -OutputPath report.jsonl -TopK 10
#>
[CmdletBinding()]
param(
    [string] $DocumentPath = (Join-Path $PSScriptRoot 'harbour-lease.txt'),
    [string] $OutputPath = (Join-Path $PSScriptRoot '../out/proven.jsonl'),

    [ValidateRange(1, 1000)]
    [int] $TopK = 3
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$pages = @(Split-OcrDocument -LiteralPath $DocumentPath)
$index = $pages | New-PageIndex

# All rows with their verdicts; those that did not pass are in $rejected too.
$tested = @(
    $pages |
        New-SyntheticQuery -Backend Template |
        Test-SyntheticQuery -PageIndex $index -TopK $TopK -RejectedVariable rejected
)
$tested | Where-Object { $_.Verdict.Passed } | Export-ToolDataset -Path $OutputPath

Write-Output 'A few of the rejected rows:'
$rejected | Select-Object -First 5 | Format-Table -Property Page, @{ Name = 'Why'; Expression = { "$($_.Verdict)" } }, Query

Write-Output 'Before:'
$tested | Measure-ToolDataset -PageCount $pages.Count

Write-Output 'After:'
Measure-ToolDataset -Path $OutputPath -PageCount $pages.Count

$index.Dispose()
