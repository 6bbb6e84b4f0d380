#Requires -Version 7.6
<#
.SYNOPSIS
Runs the Pester tests against the built module in out/SynthGen.

.DESCRIPTION
dotnet build leaves the module and Pester in out/; dotnet test runs this script in the Host.
Help comes last: its examples are checked against the commands that the other tests have proven.
The last line gives the counts; the exit code is 1 if anything failed or nothing ran.

.PARAMETER ResultPath
A file that is to get a line of JSON for each test file: its name, how many tests passed, the tests that failed with
their messages, and the names of those that were skipped.
#>
[CmdletBinding()]
param([string] $ResultPath)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../out/Pester/Pester.psd1')

$files = Get-ChildItem -LiteralPath $PSScriptRoot -Filter *.Tests.ps1 |
    Sort-Object -Property { $_.Name -eq 'Help.Tests.ps1' }, Name
$configuration = New-PesterConfiguration
$configuration.Run.Path = $files.FullName
$configuration.Run.PassThru = $true
$result = Invoke-Pester -Configuration $configuration

# A broken block or file fails without a failed test.
$failures = @(
    $result.Failed | ForEach-Object { [pscustomobject]@{ File = $_.ScriptBlock.File; Name = $_.ExpandedPath; Message = if ($_.ErrorRecord) { $_.ErrorRecord -join "`n" } else { 'Its block failed.' } } }
    $result.FailedBlocks | ForEach-Object { [pscustomobject]@{ File = $_.ScriptBlock.File; Name = $_.ExpandedPath; Message = $_.ErrorRecord -join "`n" } }
    $result.FailedContainers | ForEach-Object { [pscustomobject]@{ File = "$($_.Item)"; Name = 'the file'; Message = $_.ErrorRecord -join "`n" } }
)
$skipped = @($result.Tests | Where-Object Result -NotIn Passed, Failed)

if ($ResultPath) {
    foreach ($file in $files) {
        [ordered]@{
            File = $file.Name
            Passed = @($result.Passed | Where-Object { $_.ScriptBlock.File -eq $file.FullName }).Count
            Failures = @($failures | Where-Object File -EQ $file.FullName | Select-Object -Property Name, Message)
            Skipped = @($skipped | Where-Object { $_.ScriptBlock.File -eq $file.FullName } | ForEach-Object ExpandedPath)
        } | ConvertTo-Json -Compress -Depth 3 | Add-Content -LiteralPath $ResultPath
    }
}

'{0} passed, {1} failed, {2} skipped' -f $result.PassedCount, $failures.Count, $skipped.Count
exit [int] ($failures.Count -gt 0 -or $result.PassedCount -eq 0)
