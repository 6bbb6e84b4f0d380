#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Turns a document into everything that a search assistant is trained with: rows and conversations, split, in the formats of
several trainers, with preference pairs, and with what its retriever is trained with. Needs no network and no key.

.DESCRIPTION
Makes rows (one query, one call) and conversations (calls, their real results, an answer) of the same pages, keeps those
that pass every gate, and splits both together, so that no page is on two sides. Then it exports the same rows in several
formats, each a folder with a dataset card, and checks each folder as its trainer would.

.PARAMETER DocumentPath
An OCR'd document whose pages are marked by lines such as "=== PAGE 3 ===". The sample beside this script by default.

.PARAMETER OutputPath
The folder of the datasets; each earlier one in it is replaced. The default is out/search-agent, in the output folder of
the build, which git ignores.

.PARAMETER Count
The number of conversations.

.PARAMETER TopK
Each call must find its row's page among this number of pages. The sample has only twelve pages, so the default is three.
For a real document 10 is usual.

.PARAMETER License
The license that the cards name.

.EXAMPLE
./examples/Train-SearchAgent.ps1 -DocumentPath report.txt -OutputPath report -Count 300 -TopK 10
#>
[CmdletBinding()]
param(
    [string] $DocumentPath = (Join-Path $PSScriptRoot 'harbour-lease.txt'),
    [string] $OutputPath = (Join-Path $PSScriptRoot '../out/search-agent'),

    [ValidateRange(1, 1000000)]
    [int] $Count = 40,

    [ValidateRange(1, 1000)]
    [int] $TopK = 3,

    [string] $License = 'cc-by-4.0'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$pages = @(Split-OcrDocument -LiteralPath $DocumentPath | Where-Object WordCount -GT 40)
$index = $pages | New-PageIndex

$all = @(
    & {
        $pages | New-SyntheticQuery -Backend Template -PageIndex $index
        $pages | New-ToolConversation -PageIndex $index -Count $Count
    } |
        Test-SyntheticQuery -PageIndex $index -TopK $TopK -PassedOnly -RejectedVariable rejected |
        Split-ToolDataset -By Page -RejectedVariable torn
)

# The canonical dataset keeps everything; the others are made of it.
$null = New-Item -ItemType Directory -Path $OutputPath -Force
$card = @{ Split = $true; Card = $true; License = $License; Language = 'en' }
$all | Export-ToolDataset -Path (Join-Path $OutputPath 'canonical') @card
foreach ($format in 'OpenAI', 'Trl', 'LlamaFactory', 'TrlPreference') {
    $folder = Join-Path $OutputPath $format
    $all | Export-ToolDataset -Path $folder -Format $format @card -ErrorAction SilentlyContinue -ErrorVariable left
    Test-ToolDataset -Path $folder | Format-Table
    Write-Output "${format}: $($all.Count - $left.Count) of $($all.Count) rows$(if ($left) { "; the others have no place in it, such as $($left[0].Exception.Message)" })"
}

# Rows that need no page have no place in a retriever's dataset.
$all | Where-Object Page | Export-ToolDataset -Path (Join-Path $OutputPath 'beir') -Format Beir -PageIndex $index

Write-Output 'What there is:'
$all | Measure-ToolDataset -PageCount $pages.Count

Write-Output "Left out: $($rejected.Count) that did not pass, $($torn.Count) whose pages are on two sides, or that copy a row of another side."
$index.Dispose()
