#Requires -Version 7.6
<#
.SYNOPSIS
Builds, tests and packs the module.

.DESCRIPTION
Build leaves the module in out/SynthGen, which it clears first. A Release build is compiled ahead for systems like this one.
Test runs the tests of the solution (dotnet test), those in tests/ChatTemplates, which need Node, and again those in
tests/Pester, in the PowerShell that runs this script.
Pack builds the module for every system and puts it into a package in out/, a .nupkg for the PowerShell Gallery.

Needs the .NET 10 SDK. If no PowerShell is installed, dotnet tool restore gets one.

.PARAMETER Task
The tasks to run, by default all three. They always run in the order Build, Test, Pack.

.PARAMETER Configuration
The configuration to build: Release or Debug.

.PARAMETER Require
Fails if a part cannot run because something is missing. Without it, such a part is skipped.

.EXAMPLE
./build.ps1

Builds, tests and packs.

.EXAMPLE
dotnet tool restore; dotnet pwsh ./build.ps1

Builds, tests and packs on a machine that has the .NET SDK but no PowerShell.

.EXAMPLE
./build.ps1 -Task Build; Import-Module ./out/SynthGen

Builds the module and imports it.

.EXAMPLE
./build.ps1 -Task Test -Require

Runs the tests, and fails if a part of them cannot run on this machine.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack')]
    [string[]] $Task = @('Build', 'Test', 'Pack'),

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [switch] $Require
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$solution = Join-Path $PSScriptRoot 'SynthGen.slnx'
$output = Join-Path $PSScriptRoot 'out'
$module = Join-Path $output 'SynthGen'
$manifest = Join-Path $module 'SynthGen.psd1'

function Invoke-Program {
    param([string] $Name, [string[]] $Argument)

    & $Name @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "'$Name $($Argument -join ' ')' ended with exit code $LASTEXITCODE."
    }
}

function Skip-Part {
    param([string] $Message)

    if ($Require) {
        throw $Message
    }
    Write-Host "Skipped: $Message" -ForegroundColor Yellow
}

function Assert-Built {
    if (-not (Test-Path -LiteralPath $manifest)) {
        throw "There is no built module in '$module'. Run ./build.ps1 -Task Build first."
    }
}

function Build-Module {
    if (Test-Path -LiteralPath $module) {
        try {
            Remove-Item -LiteralPath $module -Recurse -Force
        }
        catch {
            throw "'$module' cannot be cleared: $_ End the sessions that have imported the module, and try again."
        }
    }

    Invoke-Program dotnet build, $solution, '--configuration', $Configuration, '--verbosity', 'quiet', '--nologo'
    Assert-Built
    $null = Test-ModuleManifest -Path $manifest
}

function Test-Module {
    Invoke-Program dotnet test, $solution, '--configuration', $Configuration, '--nologo'
    Assert-Built
    Test-ChatTemplate

    # In a process of its own: an imported module locks its files, and the next Build could not clear them.
    # PowerShell as a .NET tool runs under dotnet.
    $program = [Environment]::ProcessPath
    $own = @(if ((Split-Path -Path $program -LeafBase) -eq 'dotnet') { [Environment]::GetCommandLineArgs()[0] })
    $tests = Join-Path $PSScriptRoot 'tests/Pester/Invoke-Tests.ps1'
    Invoke-Program $program ($own + @('-NoProfile', '-NonInteractive', '-File', $tests))
}

function Test-ChatTemplate {
    if (-not (Get-Command -Name node -CommandType Application -ErrorAction Ignore) -or -not (Get-Command -Name npm -ErrorAction Ignore)) {
        Skip-Part 'the tests of chat templates need Node 20 or newer, with npm.'
        return
    }

    & node (Join-Path $PSScriptRoot 'tests/ChatTemplates/run.mjs')
    if ($LASTEXITCODE -eq 2) {
        Skip-Part 'the tests of chat templates need packages that npm cannot install here.'
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw 'The tests of chat templates failed.'
    }
}

function Compress-Module {
    # What is compiled ahead runs on one system alone.
    $portable = Join-Path $output 'portable/SynthGen'
    $project = Join-Path $PSScriptRoot 'src/SynthGen'
    Remove-Item -Path $portable -Recurse -Force -ErrorAction Ignore
    Invoke-Program dotnet build, $project, '--configuration', $Configuration, '--verbosity', 'quiet', '--nologo', '-p:ReadyToRun=false', "-p:ModulePath=$portable/"
    $version = (Import-PowerShellDataFile -LiteralPath (Join-Path $portable 'SynthGen.psd1')).ModuleVersion
    $package = Join-Path $output "SynthGen.$version"
    Remove-Item -Path "$package.nupkg" -ErrorAction Ignore
    Compress-PSResource -Path $portable -DestinationPath $output
    Write-Host "$package.nupkg"
}

if (-not (Get-Command -Name dotnet -CommandType Application -ErrorAction Ignore)) {
    throw 'The .NET 10 SDK is not installed, or its dotnet is not on the PATH. It is at https://dotnet.microsoft.com/download.'
}

if ('Build' -in $Task) { Build-Module }
if ('Test' -in $Task) { Test-Module }
if ('Pack' -in $Task) { Compress-Module }
