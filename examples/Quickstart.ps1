#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Turns a document into a dataset and shows what is in it. Needs no network and no key.

.DESCRIPTION
Splits the document into pages, removes those with hardly any words, generates queries with the Template backend, and
exports them. Then it shows the first rows and the outcomes of the pages.

.PARAMETER DocumentPath
An OCR'd document whose pages are marked by lines such as "=== PAGE 3 ===". The sample beside this script by default.

.PARAMETER OutputPath
The dataset; an earlier one is replaced. The default is out/quickstart.jsonl, in the output folder of the build, which
git ignores.

.EXAMPLE
dotnet run --project src/SynthGen.Host -- examples/Quickstart.ps1

Runs it on a machine that has the .NET SDK but no PowerShell.

.EXAMPLE
Import-Module ./out/SynthGen; ./examples/Quickstart.ps1 -DocumentPath report.txt -OutputPath report.jsonl

Runs it in PowerShell, with the module from this build.
#>
[CmdletBinding()]
param(
    [string] $DocumentPath = (Join-Path $PSScriptRoot 'harbour-lease.txt'),
    [string] $OutputPath = (Join-Path $PSScriptRoot '../out/quickstart.jsonl')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

Get-Content -LiteralPath $DocumentPath |
    Split-OcrDocument |
    Where-Object WordCount -GT 40 |
    New-SyntheticQuery -Backend Template -OutcomeVariable outcome |
    Export-ToolDataset -Path $OutputPath

Write-Output 'The first rows:'
Import-ToolDataset -Path $OutputPath | Select-Object -First 8 | Format-Table

Write-Output 'What became of the pages:'
$outcome | Format-Table -Property Pages, Generated, Empty, Failed, Pending, Rows

Write-Output "The dataset: $(Convert-Path -LiteralPath $OutputPath)"
