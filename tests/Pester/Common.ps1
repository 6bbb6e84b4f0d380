# Every test file begins with this: it imports the built module and defines short helper functions.
Set-StrictMode -Version 3.0

$Repository = Split-Path (Split-Path $PSScriptRoot)
$Manifest = Join-Path $Repository 'out/SynthGen/SynthGen.psd1'
$Sample = Join-Path $Repository 'examples/harbour-lease.txt'

if (-not (Test-Path -LiteralPath $Manifest)) {
    throw 'The module is not built. Run ./build.ps1 -Task Build, or dotnet build.'
}
Import-Module $Manifest

# The errors of a script block, terminating or not, each as "Id Category".
function Get-ErrorId {
    param([scriptblock] $Script)

    $ErrorActionPreference = 'Continue'
    try {
        $records = & $Script 2>&1 3>$null 6>$null | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    }
    catch {
        $records = $_
    }
    foreach ($record in $records) {
        "$($record.FullyQualifiedErrorId.Split(',')[0]) $($record.CategoryInfo.Category)"
    }
}

# The completions of the Tab key at the end of a line.
function Get-Completion {
    param([string] $Line)

    (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText
}

# The column headers of the table in which objects are shown.
function Get-TableHeader {
    param([object[]] $InputObject)

    $text = $InputObject | Format-Table | Out-String -Width 200
    $text = [System.Management.Automation.Internal.StringDecorated]::new($text).ToString('PlainText')
    @($text -split "`n" | Where-Object { $_.Trim() })[0].Trim() -split '\s{1,}'
}

# A page with enough words to ask about.
function New-Page {
    param([int] $Number = 1)

    [SynthGen.OcrPage]::new($Number, @'
                            ARTICLE 4. MAINTENANCE

     Section 4.1  The Tenant shall keep the compressors in good repair, and shall have them inspected by
Thulvik Refrigeration Systems, Inc. on or before March 31 of every year. The Landlord may enter the machine room on
two Business Days' notice to see that this was done. 16 U.S.C. § 1801 governs the landing of fish at the pier.

     Section 4.2  The Tenant paid a deposit of $48,250 on June 14, 2019, which the Landlord holds at Corwick Savings Bank until
the last survey of the roof. Thulvik Refrigeration Systems, Inc. sends its report to the Harbour Master within ten days.
'@, 'lease.txt', 1)
}
