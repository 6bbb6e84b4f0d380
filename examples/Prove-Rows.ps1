#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Goes from a document to a dataset of proven rows, and measures the rows before and after.

.DESCRIPTION
Rows are generated, their calls are run against an index of the document's own pages, and only those that pass every gate
are exported. What was rejected is counted by gate and reason. Nothing needs a network.

.PARAMETER DocumentPath
An OCR'd document whose pages are marked by lines such as "=== PAGE 3 ===". The sample beside this script by default.

.PARAMETER OutputPath
The dataset; an earlier one is replaced.

.PARAMETER TopK
Each call has to have its row's page among the first so many. The sample has twelve pages: three are few of them. For a
real document 10 is usual.

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
