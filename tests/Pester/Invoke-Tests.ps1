#Requires -Version 7.6
<#
.SYNOPSIS
Runs the Pester tests against the built module in out/SynthGen.

.DESCRIPTION
Help comes last: what it says is checked against the commands that the other tests have proven.
The last line gives the counts; the exit code is 1 if anything failed or nothing ran. Needs Pester 6.0.0 or newer.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 6.0.0

$files = Get-ChildItem -LiteralPath $PSScriptRoot -Filter *.Tests.ps1 |
    Sort-Object -Property { $_.Name -eq 'Help.Tests.ps1' }, Name
$configuration = New-PesterConfiguration
$configuration.Run.Path = $files.FullName
$configuration.Run.PassThru = $true
$result = Invoke-Pester -Configuration $configuration

# A block or a file that breaks fails without any test of its own failing.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
'{0} passed, {1} failed, {2} skipped' -f $result.PassedCount, $failed, ($result.SkippedCount + $result.InconclusiveCount + $result.NotRunCount)
exit [int] ($failed -gt 0 -or $result.PassedCount -eq 0)
