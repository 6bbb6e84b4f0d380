#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Looks at the pages of a document and chooses those that are worth generating queries from.

.DESCRIPTION
Pages have properties to choose by, so Where-Object can choose them:

  Kind       Content, Blank, TableOfContents, Index, ...
  Quality    how clean the OCR is, from 0 (garbage) to 1
  Confidence how sure the OCR engine was, from 0 to 1; empty where the document does not say, as with text
  WordCount  words on the page; CharCount counts the characters
  Number     the page's number, from its marker

-Page chooses ranges of pages. The other pages are not even measured. This script writes no files: it prints tables.

.PARAMETER DocumentPath
An OCR'd document: hOCR, PDF and the like, or text whose pages are marked by lines such as "=== PAGE 3 ===". The sample beside this script by default.

.PARAMETER MinimumQuality
The quality that a page must exceed, from 0 to 1.

.PARAMETER MinimumConfidence
The confidence of the OCR engine that a page must exceed, from 0 to 1, where the document has one: hOCR, ALTO, PAGE XML and
TSV do. Pages without one are judged by the rest.

.PARAMETER MinimumWordCount
The number of words that a page must exceed.

.EXAMPLE
./examples/Filter-Pages.ps1 -DocumentPath report.txt -MinimumQuality 0.9
#>
[CmdletBinding()]
param(
    [string] $DocumentPath = (Join-Path $PSScriptRoot 'harbour-lease.txt'),

    [ValidateRange(0, 1)]
    [double] $MinimumQuality = 0.7,

    [ValidateRange(0, 1)]
    [double] $MinimumConfidence = 0.75,

    [ValidateRange(0, [int]::MaxValue)]
    [int] $MinimumWordCount = 40
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$pages = Split-OcrDocument -LiteralPath $DocumentPath

Write-Output 'The pages by kind:'
$pages | Group-Object -Property Kind -NoElement | Sort-Object -Property Count -Descending | Format-Table -Property Count, Name

Write-Output 'The five with the worst OCR:'
$pages | Sort-Object -Property Quality | Select-Object -First 5 | Format-Table -Property Number, Kind, Quality, WordCount

$unsure = $pages | Where-Object { $null -ne $_.Confidence -and $_.Confidence -le $MinimumConfidence }
Write-Output "Pages of which the engine was not sure, with a confidence of $MinimumConfidence at most: $(@($unsure).Count)."
$unsure | Sort-Object -Property Confidence | Format-Table -Property Number, Confidence, Quality, WordCount

Write-Output "Content of more than $MinimumWordCount words, with a quality over ${MinimumQuality}:"
$pages |
    Where-Object { $_.Kind -eq 'Content' -and $_.Quality -gt $MinimumQuality -and $_.WordCount -gt $MinimumWordCount } |
    Where-Object { $null -eq $_.Confidence -or $_.Confidence -gt $MinimumConfidence } |
    Measure-Object -Property WordCount -Sum |
    Format-Table -Property @{ Name = 'Pages'; Expression = 'Count' }, @{ Name = 'Words'; Expression = { [long] $_.Sum } }

Write-Output 'Pages 3 to 5, and from 10 on:'
Split-OcrDocument -LiteralPath $DocumentPath -Page 3..5, 10.. | Format-Table -Property Number, Kind, Quality, WordCount

Write-Output 'How the pages begin, as they are and without running heads:'
$clean = @{}
Split-OcrDocument -LiteralPath $DocumentPath -Page 3..5 -RemoveRunningHead | ForEach-Object { $clean[$_.Number] = $_ }
Split-OcrDocument -LiteralPath $DocumentPath -Page 3..5 | Format-Table -Property Number,
    @{ Name = 'As it is'; Expression = { $_.Text.TrimStart().Split("`n")[0] } },
    @{ Name = 'Without running head'; Expression = { $clean[$_.Number].Text.TrimStart().Split("`n")[0] } }
