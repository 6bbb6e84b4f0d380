#Requires -Version 7.6
<#
.SYNOPSIS
Says what a model's chat template makes of a dataset, before it is trained with.

.DESCRIPTION
Every row is rendered by the template, and the text is searched for what the row says. For each template, dataset and kind
of row (one call or several, with a system message, with answers) an object tells how many rows came to which result:

Rendered          the text says all that the row says.
Refused           the template refuses the row, with this message.
Failed            the template cannot be rendered here, or ends in an error.
CallLost          a call, or a value in it, is not in the text: the model would never learn it.
ArgumentsDoubled  the arguments are in the text as JSON within a string.
ArgumentsNotJson  the arguments are in the text in Python's notation.
ToolsNotShown     a tool that the row offers is not in the text.
ResultLost        the result of a call is not in the text.
TextLost          a text of the user or the model, or the system message, is not in the text.
OrderChanged      turns, calls and results stand in another order in the text.

Templates are rendered by @huggingface/jinja and Parquet files are read by hyparquet, in Node. The packages are installed by
npm when they are first needed, into a folder of their own. Nothing of a dataset leaves the machine.

The exit code is 0 if all rows are rendered, 1 if some are not, and 2 if nothing could be checked.

.PARAMETER Dataset
Files with rows of chat messages (the formats OpenAI, Trl, Mistral and Axolotl) or Hermes conversations: .jsonl, .jsonl.gz
or .parquet.

.PARAMETER Template
Templates: files with a Jinja template, or a tokenizer_config.json, or folders of such files.

.PARAMETER Table
Gives a Markdown table instead of objects: a line for each template, a column for each dataset.

.PARAMETER PackagePath
The folder of the npm packages.

.EXAMPLE
./examples/Test-ChatTemplate.ps1 -Dataset train.jsonl -Template chat_template.jinja

.EXAMPLE
./examples/Test-ChatTemplate.ps1 -Dataset trl.jsonl, trl.parquet -Template ./templates -Table
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string[]] $Dataset,

    [Parameter(Mandatory)]
    [string[]] $Template,

    [switch] $Table,

    [string] $PackagePath = (Join-Path ([Environment]::GetFolderPath('LocalApplicationData', 'Create')) 'SynthGen/chat-template')
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$packages = [ordered]@{ '@huggingface/jinja' = '0.5.11'; 'hyparquet' = '1.31.5'; 'hyparquet-compressors' = '1.1.2' }

function Stop-Check([string] $Message) {
    [Console]::Error.WriteLine("Not checked: $Message")
    exit 2
}

function Test-Package {
    foreach ($name in $packages.Keys) {
        $description = Join-Path $PackagePath "node_modules/$name/package.json"
        if (-not (Test-Path -LiteralPath $description) -or (Get-Content -LiteralPath $description -Raw | ConvertFrom-Json).version -ne $packages[$name]) {
            return $false
        }
    }

    $true
}

function Install-Package {
    if (-not (Get-Command -Name npm -CommandType Application -ErrorAction Ignore)) {
        Stop-Check "npm, which comes with Node, is not found. It installs $($packages.Keys -join ' and ')."
    }

    $null = New-Item -ItemType Directory -Path $PackagePath -Force
    $wanted = @($packages.Keys | ForEach-Object { "$_@$($packages[$_])" })
    Write-Verbose "npm installs $($wanted -join ', ') into '$PackagePath'."
    $shown = & npm install --prefix $PackagePath --ignore-scripts --no-audit --no-fund --no-save @wanted 2>&1
    if ($LASTEXITCODE -ne 0) {
        Stop-Check "npm cannot install $($wanted -join ' and ') into '$PackagePath': $($shown | Select-Object -Last 1)"
    }
}

# "yes", or what becomes of the rows that are not rendered, and of which if not of all.
function Get-Verdict([object[]] $Outcome) {
    $bad = @($Outcome | Where-Object Result -NE 'Rendered' | Group-Object -Property Result)
    if ($bad.Count -eq 0) {
        return 'yes'
    }

    $isAll = $bad.Count -eq 1 -and $bad[0].Count -eq $Outcome.Count
    @($bad | ForEach-Object { $isAll ? $_.Name : "$($_.Name) ($(@($_.Group.Kind | Select-Object -Unique) -join '; '))" }) -join ', '
}

$node = Get-Command -Name node -CommandType Application -ErrorAction Ignore | Select-Object -First 1
if (-not $node) {
    Stop-Check 'Node is not found. Install Node 20 or newer.'
}

if ([int]((& $node --version) -replace '^v(\d+).*', '$1') -lt 20) {
    Stop-Check "Node 20 or newer is needed, and this is $(& $node --version)."
}

$missing = @($Dataset + $Template | Where-Object { -not (Test-Path -LiteralPath $_) })
if ($missing.Count -gt 0) {
    Stop-Check "'$($missing -join "', '")' is not there."
}

$templates = @($Template | ForEach-Object { Get-Item -LiteralPath $_ } | ForEach-Object {
        $_.PSIsContainer ? (Get-ChildItem -LiteralPath $_.FullName -File -Recurse | Where-Object { $_.Extension -in '.jinja', '.jinja2' -or $_.Name -eq 'tokenizer_config.json' } | Sort-Object -Property FullName) : $_
    })
if ($templates.Count -eq 0) {
    Stop-Check "there is no template in '$($Template -join "', '")'."
}

if (-not (Test-Package)) {
    Install-Package
}

$asked = @{ templates = @($templates.FullName); datasets = @((Get-Item -LiteralPath $Dataset).FullName) } | ConvertTo-Json -Compress -Depth 4
$lines = & $node (Join-Path $PSScriptRoot 'chat-template/check.mjs') $PackagePath $asked
if ($LASTEXITCODE -ne 0) {
    exit 2
}

$outcomes = @($lines | ConvertFrom-Json | ForEach-Object {
        $isNamed = [IO.Path]::GetExtension($_.template) -like '.jinja*'
        [pscustomobject]@{
            Template = $isNamed ? [IO.Path]::GetFileNameWithoutExtension($_.template) : (Split-Path -Leaf (Split-Path $_.template))
            Dataset  = Split-Path -Leaf $_.dataset
            Kind     = $_.kind
            Rows     = $_.rows
            Result   = $_.result
            Message  = $_.message
        }
    })
if ($Table) {
    $names = @($outcomes.Dataset | Select-Object -Unique)
    "| template | $($names -join ' | ') |"
    "|---|$('---|' * $names.Count)"
    foreach ($group in $outcomes | Group-Object -Property Template) {
        "| $($group.Name) | $(@($names | ForEach-Object { Get-Verdict @($group.Group | Where-Object Dataset -EQ $_) }) -join ' | ') |"
    }
}
else {
    $outcomes
}

exit ($outcomes.Result -ne 'Rendered' ? 1 : 0)
