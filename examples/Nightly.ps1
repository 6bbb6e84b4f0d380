#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Updates the datasets of a folder of documents. Made for a scheduler.

.DESCRIPTION
Each document gets a dataset of its own: lease.txt gives lease.txt.jsonl. A dataset that is newer than its document
stays as it is, so a run only works on new documents.

A document's dataset is written whole or not at all. If a document fails, its earlier dataset stays, the reason is
logged, the other documents are still processed, and the next run tries it again. The exit code is then 1; it is 0 if all
documents succeeded.

.PARAMETER DocumentFolder
The folder of the documents, without its subfolders.

.PARAMETER OutputFolder
The folder for the datasets; created if necessary.

.PARAMETER Filter
The names of the documents.

.PARAMETER Backend
The backend that generates the queries; see New-SyntheticQuery.

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
    Add-Content -LiteralPath $LogPath -Value $line
    Write-Output $line
}

function Test-UpToDate {
    param([System.IO.FileInfo] $Document, [string] $Dataset)

    (Test-Path -LiteralPath $Dataset) -and (Get-Item -LiteralPath $Dataset).LastWriteTimeUtc -gt $Document.LastWriteTimeUtc
}

function Update-Dataset {
    param([System.IO.FileInfo] $Document, [string] $Dataset)

    $generation = @{ Backend = $Backend; QueryPerPage = $QueryPerPage }
    if ($Backend -ne 'Template') {
        # The journal keeps paid replies, and after a quota the next night continues.
        $generation.JournalPath = "$Dataset.journal"
        if ($Model) { $generation.Model = $Model }
        if ($Endpoint) { $generation.Endpoint = $Endpoint }
    }

    $new = "$Dataset.new"
    Split-OcrDocument -LiteralPath $Document.FullName -Marker Auto |
        Where-Object { $_.Kind -eq 'Content' -and $_.Quality -gt $MinimumQuality } |
        New-SyntheticQuery @generation -OutcomeVariable outcome -ErrorAction Continue |
        Export-ToolDataset -Path $new
    Write-Output "$outcome"

    # A quota or a budget ended the run: its pending pages must not be missing for ever. Failed pages are only logged,
    # because a server that refuses a page will refuse it tomorrow too.
    if ($outcome.Pending) {
        Remove-Item -LiteralPath $new
        throw "$($outcome.Pending) pages are pending; the next run goes on from there"
    }

    Move-Item -LiteralPath $new -Destination $Dataset -Force
}

$null = New-Item -ItemType Directory -Path $OutputFolder -Force
$done = 0
$current = 0
$failed = 0

try {
    foreach ($document in Get-ChildItem -LiteralPath $DocumentFolder -Filter $Filter -File) {
        $dataset = Join-Path $OutputFolder "$($document.Name).jsonl"
        if (Test-UpToDate $document $dataset) {
            $current++
            continue
        }

        try {
            # Warnings go to the log too.
            Update-Dataset $document $dataset 3>&1 | ForEach-Object { Write-Log "$($document.Name): $_" }
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

exit [int] ($failed -gt 0)
