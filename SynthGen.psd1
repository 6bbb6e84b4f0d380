@{
    RootModule           = 'SynthGen.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '0a5dc791-9b0a-4e4a-8566-4089c997687a'
    Author               = 'The SynthGen authors'
    CompanyName          = 'Community'
    Copyright            = '(c) 2026 The SynthGen authors. MIT license.'
    Description          = 'Turns OCR''d documents into training data that teaches a language model which tool to call: pages in, proven rows of query, tool calls and source page out, as JSONL for supervised fine-tuning.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    RequiredAssemblies   = @('SynthGen.Core.dll', 'SynthGen.dll') # Before the types file, which names records and their converters.
    TypesToProcess       = @('SynthGen.Conversion.ps1xml')
    FormatsToProcess     = @('SynthGen.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Split-OcrDocument'
        'Select-PageShard'
        'New-ToolDefinition'
        'Get-ToolDefinition'
        'Import-ToolDefinition'
        'New-PageIndex'
        'Get-PageIndex'
        'Search-PageIndex'
        'New-PageGraph'
        'Get-PageGraph'
        'Export-PageGraph'
        'New-SyntheticQuery'
        'New-ToolConversation'
        'Get-GenerationBatch'
        'Get-GenerationOutcome'
        'Save-LlamaModel'
        'Clear-LlamaModel'
        'Test-SyntheticQuery'
        'Export-ToolDataset'
        'Merge-ToolDataset'
        'Import-ToolDataset'
        'Split-ToolDataset'
        'Stop-GenerationBatch'
        'Test-ToolDataset'
        'Measure-ToolDataset'
        'Export-ToolReport'
        'Measure-ToolModel'
        'Show-ToolDataset'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('OCR', 'dataset', 'fine-tuning', 'SFT', 'tool-calling', 'function-calling', 'LLM', 'synthetic-data', 'JSONL', 'PSEdition_Core')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'The first version: everything from OCR''d text to a dataset of tool calls. CHANGELOG.md has the details.'
        }
    }
}
