BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Clear-LlamaModel' {
    It 'does nothing, without an error, where no model is kept' {
        @(Clear-LlamaModel).Count | Should-Be 0
        @(Get-ErrorId { Clear-LlamaModel }).Count | Should-Be 0
    }

    It 'does nothing with -WhatIf' {
        @(Get-ErrorId { Clear-LlamaModel -WhatIf }).Count | Should-Be 0
    }
}

Describe 'New-SyntheticQuery -Backend Mistral' {
    It 'says what to do where the module was built without it' -Skip:(Test-Path -LiteralPath (Join-Path $PSScriptRoot '../../out/SynthGen/lib/Llama')) {
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend Mistral -ModelPath none.gguf } | Should-Be 'BackendNotBuilt NotInstalled'
        { New-Page | New-SyntheticQuery -Backend Llama -ModelPath none.gguf } | Should-Throw -ExceptionMessage '*built without the Llama backend*'
    }

    It 'refuses a file that is not there before the first page' -Skip:(-not (Test-Path -LiteralPath (Join-Path $PSScriptRoot '../../out/SynthGen/lib/Llama'))) {
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend Mistral -ModelPath none.gguf } | Should-Be 'ModelNotFound ObjectNotFound'
    }

    It 'refuses what is for services alone' {
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend Mistral -ModelPath none.gguf -RequestLimit 5 } | Should-Be 'ParameterNotUsed InvalidArgument'
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend OpenAI -Model m -Endpoint http://localhost:1/v1 -ModelPath none.gguf } | Should-Be 'ParameterNotUsed InvalidArgument'
    }

    It 'is completed' {
        Get-Completion 'New-SyntheticQuery -Backend Mi' | Should-Be 'Mistral'
    }
}
