BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Save-LlamaModel' {
    BeforeAll {
        $variables = 'HF_ENDPOINT', 'HF_HOME', 'HF_TOKEN', 'HF_TOKEN_PATH', 'HF_HUB_CACHE'
        $before = @{}
        foreach ($name in $variables) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    }

    BeforeEach {
        foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
        $env:HF_HOME = Join-Path $TestDrive 'huggingface'
        # Nothing listens there.
        $env:HF_ENDPOINT = 'http://127.0.0.1:9'
    }

    AfterAll {
        foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'BadModelName InvalidArgument'; Script = { Save-LlamaModel Mistral } }
        @{ Id = 'HubUnreachable ConnectionError'; Script = { Save-LlamaModel mistralai/Mistral-7B-Instruct-v0.3 } }
        @{ Id = 'HubUnreachable ConnectionError'; Script = { Save-LlamaModel mistralai/Mistral-7B-Instruct-v0.3 -WhatIf } }
        @{ Id = 'BadEndpoint InvalidArgument'; Script = { $env:HF_ENDPOINT = 'nowhere'; Save-LlamaModel owner/name } }
        @{ Id = 'UnencryptedEndpoint SecurityError'; Script = { $env:HF_ENDPOINT = 'http://192.0.2.1'; $env:HF_TOKEN = 'hf_secret'; Save-LlamaModel owner/name } }
        @{ Id = 'FolderNotFound ObjectNotFound'; Script = { Save-LlamaModel owner/name -Path none/none } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }

    It 'goes on with the next name' {
        @(Get-ErrorId { 'one', 'owner/name' | Save-LlamaModel }) -join '; ' | Should-Be 'BadModelName InvalidArgument; HubUnreachable ConnectionError'
    }

    It 'leaves nothing behind where nothing was saved' {
        Get-ErrorId { Save-LlamaModel owner/name -Confirm:$false } | Should-Be 'HubUnreachable ConnectionError'
        Test-Path -LiteralPath $env:HF_HOME | Should-BeFalse
    }

    It 'is named, with the size, where a backend needs it' {
        $said = try { New-Page | New-SyntheticQuery -Backend Mistral } catch { "$_" }
        $said | Should-BeLikeString "*Run 'Save-LlamaModel mistralai/Mistral-7B-Instruct-v0.3' to download it (about 4.4 GB)*"
        Get-ErrorId { New-Page | New-SyntheticQuery -Backend Llama -Model owner/name:Q8_0 } | Should-Be 'ModelNotSaved ObjectNotFound'
    }

    It 'completes the names of well-known models' {
        Get-Completion 'Save-LlamaModel mistral-7b-instruct-v0.3' | Should-Be 'mistralai/Mistral-7B-Instruct-v0.3'
    }
}
