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
    It 'refuses a file that is not there before the first page' {
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend Mistral -ModelPath none.gguf } | Should-Be 'ModelNotFound ObjectNotFound'
    }

    It 'refuses what is for services alone' {
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend Mistral -RequestLimit 5 } | Should-Be 'ParameterNotUsed InvalidArgument'
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend OpenAI -Model m -ModelPath none.gguf } | Should-Be 'ParameterNotUsed InvalidArgument'
    }

    It 'is completed' {
        Get-Completion 'New-SyntheticQuery -Backend Mi' | Should-Be 'Mistral'
    }
}
