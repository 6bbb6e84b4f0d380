#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Brings the datasets of a folder of documents up to date. Made for a scheduler.

.DESCRIPTION
Each document gets a dataset of its own: lease.txt gives lease.txt.jsonl. A dataset that is newer than its document is
left as it is, so a run does only what is new.

A document's dataset is written whole or not at all. Where something goes wrong with a document, its earlier dataset
stays, the reason is logged, the other documents go on, and the next run tries it again. The exit code is 1 then, and
0 if all went well.

.PARAMETER DocumentFolder
Where the documents are. Folders in it are not looked into.

.PARAMETER OutputFolder
Where the datasets go; created if it is not there.

.PARAMETER Filter
The names of the documents.

.PARAMETER Backend
What generates the queries; see New-SyntheticQuery.

.PARAMETER Model
The model of a hosted backend; its default if it has one.

.PARAMETER Endpoint
The address of a hosted backend; its own by default.

.PARAMETER QueryPerPage
The most rows that a page gives.

.PARAMETER MinimumQuality
What the OCR of a page has to be better than, from 0 to 1.

.PARAMETER LogPath
The file that lines about the run are added to: nightly.log in the output folder by default.

.EXAMPLE
./examples/Nightly.ps1 -DocumentFolder /srv/scans -OutputFolder /srv/datasets

.EXAMPLE
15 2 * * * pwsh -NoProfile -NonInteractive -File /srv/Nightly.ps1 -DocumentFolder /srv/scans -OutputFolder /srv/datasets

A line for cron: every night at 2:15, where the module is installed for the user.
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
        # What was paid for is kept, and a run that a quota stopped goes on the next night.
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

    # A quota or a budget ended the run: pages that are missing today must not be missed for ever. Pages that failed are
    # in the log; a server that withholds its reply to one will do so tomorrow too.
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
            # Warnings are worth a line in the log too.
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
