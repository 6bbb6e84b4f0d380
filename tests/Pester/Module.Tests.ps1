BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The module' {
    It 'has a valid manifest' {
        $module = Test-ModuleManifest -Path $Manifest
        $module.Name | Should-Be 'SynthGen'
        $module.PowerShellVersion | Should-Be ([version] '7.6')
    }

    It 'exports what its manifest lists, and nothing else' {
        $listed = (Import-PowerShellDataFile -LiteralPath $Manifest).CmdletsToExport | Sort-Object
        $exported = (Get-Command -Module SynthGen).Name | Sort-Object
        $exported | Should-BeCollection $listed
        Get-Command -Module SynthGen | Where-Object CommandType -NE Cmdlet | Should-BeNull
    }

    It 'uses approved verbs, and says what each command gives' {
        $verbs = (Get-Verb).Verb
        foreach ($command in Get-Command -Module SynthGen) {
            $verbs | Should-ContainCollection $command.Verb
            $command.OutputType.Count | Should-BeGreaterThan 0 -Because $command.Name
        }
    }

    It 'has a test file for each command' {
        foreach ($command in Get-Command -Module SynthGen) {
            Test-Path -LiteralPath (Join-Path $PSScriptRoot "$command.Tests.ps1") | Should-BeTrue -Because $command.Name
        }
    }

    It 'brings the licence with it' {
        Test-Path -LiteralPath (Join-Path (Split-Path $Manifest) 'LICENSE') | Should-BeTrue
    }
}

Describe 'Importing the module' {
    BeforeAll {
        # In a fresh process, where nothing has used the module yet.
        $script = @'
            Import-Module $env:SYNTHGEN_MANIFEST
            $library = Join-Path (Split-Path $env:SYNTHGEN_MANIFEST) 'lib'
            [pscustomobject]@{
                Types = @('OcrPage', 'SyntheticQuery', 'ToolCall', 'ToolDefinition', 'Evidence', 'Provenance', 'PageOutcome', 'GenerationSummary').Where({ -not ("SynthGen.$_" -as [type]) })
                Loaded = @([AppDomain]::CurrentDomain.GetAssemblies().Where({ -not $_.IsDynamic -and $_.Location.StartsWith($library) }).Location)
            } | ConvertTo-Json
'@
        $env:SYNTHGEN_MANIFEST = $Manifest

        # PowerShell as a .NET tool, and the Host, may run under dotnet.
        $program = [Environment]::ProcessPath
        $own = @(if ((Split-Path -Path $program -LeafBase) -eq 'dotnet') { [Environment]::GetCommandLineArgs()[0] })
        $fresh = & $program @own -NoProfile -NonInteractive -Command $script | Out-String | ConvertFrom-Json
    }

    AfterAll { $env:SYNTHGEN_MANIFEST = $null }

    It 'resolves the public records as type names' {
        $fresh.Types | Should-BeNull
    }

    It 'loads nothing of lib/' {
        $fresh.Loaded | Should-BeNull
    }
}

Describe 'The whole way' {
    It 'goes from a document to a dataset' {
        $dataset = Join-Path $TestDrive 'dataset.jsonl'
        Get-Content -LiteralPath $Sample |
            Split-OcrDocument |
            Where-Object WordCount -GT 40 |
            New-SyntheticQuery -Backend Template -OutcomeVariable outcome |
            Export-ToolDataset -Path $dataset

        $rows = @(Get-Content -LiteralPath $dataset | ForEach-Object { $_ | ConvertFrom-Json })
        $rows.Count | Should-Be $outcome.Rows
        $outcome.Pages | Should-Be ($outcome.Generated + $outcome.Empty + $outcome.Failed + $outcome.Pending)
        foreach ($row in $rows) {
            $row.PSObject.Properties.Name | Select-Object -First 3 | Should-BeCollection @('query', 'tools', 'page')
        }
    }

    It 'proves each row against its page' {
        $pages = @{}
        $rows = Split-OcrDocument -Path $Sample |
            ForEach-Object { $pages[$_.Number] = $_; $_ } |
            New-SyntheticQuery -Backend Template
        $rows.Count | Should-BeGreaterThan 10
        foreach ($row in $rows) {
            $pages[$row.Page].Text.Substring($row.Evidence.Start, $row.Evidence.Length) | Should-BeString $row.Evidence.Quote -CaseSensitive
        }
    }

    It 'gives the same bytes twice' {
        foreach ($name in 'first', 'second') {
            Split-OcrDocument -Path $Sample | New-SyntheticQuery -Backend Template -Seed 7 | Export-ToolDataset -Path (Join-Path $TestDrive "$name.jsonl")
        }
        $hashes = Get-FileHash -Path (Join-Path $TestDrive 'first.jsonl'), (Join-Path $TestDrive 'second.jsonl')
        $hashes[0].Hash | Should-Be $hashes[1].Hash
    }
}
