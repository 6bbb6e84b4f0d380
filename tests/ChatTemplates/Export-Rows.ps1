# Writes the same rows in the formats that are rendered: those of the golden files, and those of the sample document.
param([string] $Folder)

$ErrorActionPreference = 'Stop'
$tests = Split-Path $PSScriptRoot
$rows = @(
    Import-ToolDataset -Path (Join-Path $tests 'SynthGen.Core.Tests/Datasets/Formats/Golden/Canonical.jsonl')
    Split-OcrDocument -Path (Join-Path (Split-Path $tests) 'examples/harbour-lease.txt') | New-SyntheticQuery -Backend Template
)
$rows | Export-ToolDataset -Path (Join-Path $Folder 'canonical.jsonl')
$rows | Export-ToolDataset -Path (Join-Path $Folder 'trl.jsonl') -Format Trl
$rows | Export-ToolDataset -Path (Join-Path $Folder 'mistral.jsonl') -Format Mistral
$rows | Export-ToolDataset -Path (Join-Path $Folder 'hermes.jsonl') -Format Hermes

# Conversations: those of the golden files, as they come in from OpenAI's chat messages.
$golden = Join-Path $tests 'SynthGen.Core.Tests/Datasets/Formats/Golden/OpenAI.conversations.jsonl'
Copy-Item -LiteralPath $golden -Destination (Join-Path $Folder 'talks-openai.jsonl')
$talks = @(Import-ToolDataset -Path $golden)
foreach ($format in 'Trl', 'Mistral', 'Hermes') {
    $talks | Export-ToolDataset -Path (Join-Path $Folder "talks-$($format.ToLowerInvariant()).jsonl") -Format $format
}

# Parquet has columns for the arguments: the tools of these rows have the same.
$alike = @($rows | Where-Object { $_.Tools.Arguments.Keys -notcontains 'x' })
$alike | Export-ToolDataset -Path (Join-Path $Folder 'alike.jsonl') -Format Trl
$alike | Export-ToolDataset -Path (Join-Path $Folder 'alike.parquet') -Format Trl
