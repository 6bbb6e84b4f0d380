#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Updates the datasets of a folder of documents. Made for a scheduler.

.DESCRIPTION
Each document gets a dataset of its own: lease.txt gives lease.txt.jsonl. Beside it, lease.txt.jsonl.stamp is a hash of
what it was made from: the document, this script with its parameters, and the module's version. A dataset whose stamp
still fits is left as it is, so a run does only what is new or changed.

A dataset is published when it is complete, and not before. Where a document's run is not, its earlier dataset stays,
the reason is logged, the other documents go on, and the next run goes on from there. The exit code is 0 only if every
dataset is complete, and 1 else.

Only one run can be at work in an output folder.

.PARAMETER DocumentFolder
The folder of the documents, without its subfolders.

.PARAMETER OutputFolder
The folder for the datasets; created if necessary.

.PARAMETER Filter
The names of the documents.

.PARAMETER Backend
What generates the queries; see New-SyntheticQuery. Keys of hosted backends come from the environment or a .env file.

.PARAMETER Model
The model of a hosted backend; by default the backend's own default.

.PARAMETER Endpoint
The address of a hosted backend; by default the backend's own.

.PARAMETER QueryPerPage
The maximum number of rows per page.

.PARAMETER MinimumQuality
The quality that a page must exceed, from 0 to 1.

.PARAMETER LogPath
The log file, to which the run adds lines; by default nightly.log in the output folder.

.EXAMPLE
./examples/Nightly.ps1 -DocumentFolder /srv/scans -OutputFolder /srv/datasets

.EXAMPLE
15 2 * * * pwsh -NoProfile -NonInteractive -File /srv/Nightly.ps1 -DocumentFolder /srv/scans -OutputFolder /srv/datasets

A line for cron: runs every night at 2:15. The module must be installed for the user.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $DocumentFolder,

    [Parameter(Mandatory)]
    [string] $OutputFolder,

    [string] $Filter = '*.txt',

    [string] $Backend = 'Template',

    [string] $Model,

    [uri] $Endpoint,

    [ValidateRange(1, 100)]
    [int] $QueryPerPage = 3,

    [ValidateRange(0, 1)]
    [double] $MinimumQuality = 0.7,

    [string] $LogPath = (Join-Path $OutputFolder 'nightly.log')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Write-Log {
    param([string] $Message)

    $line = '{0:yyyy-MM-ddTHH:mm:ssZ} {1}' -f [DateTime]::UtcNow, $Message
    try { Add-Content -LiteralPath $LogPath -Value $line } catch { Write-Warning "$_" }
    Write-Output $line
}

function Get-Stamp {
    param([System.IO.FileInfo] $Document)

    $inputs = (Get-FileHash -LiteralPath $Document.FullName, $PSCommandPath).Hash + (Get-Module -Name SynthGen).Version +
        $Backend + $Model + $Endpoint + $QueryPerPage + $MinimumQuality
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($inputs -join "`n")
    [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($bytes))
}

function Update-Dataset {
    param([System.IO.FileInfo] $Document, [string] $Dataset)

    $generation = @{ Backend = $Backend; QueryPerPage = $QueryPerPage }
    if ($Backend -ne 'Template') {
        # What was paid for is kept, and a run that stopped goes on the next night.
        $generation.JournalPath = "$Dataset.journal"
        if ($Model) { $generation.Model = $Model }
        if ($Endpoint) { $generation.Endpoint = $Endpoint }
    }

    # What a run left that was killed.
    Get-ChildItem -LiteralPath $OutputFolder -Filter "$($Document.Name).jsonl.partial-*" | Remove-Item

    Split-OcrDocument -LiteralPath $Document.FullName -Marker Auto |
        Where-Object { $_.Kind -eq 'Content' -and $_.Quality -gt $MinimumQuality } |
        New-SyntheticQuery @generation -OutcomeVariable outcome -ErrorAction Continue |
        Export-ToolDataset -Path $Dataset -CompleteOnly outcome
    Write-Output "$outcome"
}

$done = 0
$current = 0
$failed = 0
$lock = $null

try {
    $OutputFolder = (New-Item -ItemType Directory -Path $OutputFolder -Force).FullName
    try { $lock = [System.IO.FileStream]::new((Join-Path $OutputFolder 'nightly.lock'), 'OpenOrCreate', 'ReadWrite', 'None', 1, [System.IO.FileOptions]::DeleteOnClose) }
    catch { throw "No lock on $OutputFolder, as when another run is at work: $($_.Exception.InnerException.Message)" }

    foreach ($document in Get-ChildItem -LiteralPath $DocumentFolder -Filter $Filter -File) {
        $dataset = Join-Path $OutputFolder "$($document.Name).jsonl"
        try {
            $stamp = Get-Stamp $document
            if ((Test-Path -LiteralPath $dataset) -and "$(Get-Content -LiteralPath "$dataset.stamp" -ErrorAction Ignore)" -eq $stamp) {
                $current++
                continue
            }

            # Warnings and pages that failed are worth a line in the log too.
            Update-Dataset $document $dataset 2>&1 3>&1 | ForEach-Object { Write-Log "$($document.Name): $_" }
            Set-Content -LiteralPath "$dataset.stamp" -Value $stamp
            $done++
        }
        catch {
            $failed++
            Write-Log "$($document.Name): FAILED: $_"
        }
    }

    Write-Log "Datasets: $done written, $current up to date, $failed failed"
}
catch {
    $failed++
    Write-Log "FAILED: $_"
}
finally {
    if ($lock) { $lock.Dispose() }
}

exit [int] ($failed -gt 0)
