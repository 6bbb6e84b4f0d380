# Runs last: see Invoke-Tests.ps1.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $commands = (Import-PowerShellDataFile -LiteralPath $Manifest).CmdletsToExport
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    # Missing help must fail with the test's own message, not with an error about a missing property.
    Set-StrictMode -Off
}

Describe 'The help of <_>' -Tag Help -ForEach $commands {
    BeforeAll {
        $command = Get-Command -Name $_
        $help = Get-Help -Name $_ -Full
        $own = $command.Parameters.Keys | Where-Object {
            $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters -and
            $_ -notin [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        }
    }

    It 'has a synopsis' {
        # Without help, PowerShell shows the syntax instead.
        $help.Synopsis.Trim() | Should-NotBeWhiteSpaceString
        $help.Synopsis.Trim() | Should-NotBeLikeString "$($command.Name)*"
    }

    It 'has a description' {
        ($help.description.Text -join '') | Should-NotBeWhiteSpaceString
    }

    It 'describes every parameter' {
        $described = @(@($help.parameters.parameter).Where({ $_.PSObject.Properties['description'] -and ($_.description.Text -join '').Trim() }).name)
        @($own | Where-Object { $_ -notin $described }) -join ', ' | Should-BeEmptyString
    }

    It 'describes no parameter that there is not' {
        @(@($help.parameters.parameter).name | Where-Object { $_ -notin $command.Parameters.Keys }) -join ', ' | Should-BeEmptyString
    }

    It 'has an example that is a command' {
        $examples = @($help.examples.example | Where-Object { $_ })
        $examples.Count | Should-BeGreaterThan 0
        foreach ($example in $examples) {
            $problems = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $problems)
            $problems | Should-BeNull
            $example.code | Should-BeLikeString "*$($command.Name)*"
        }
    }
}

Describe 'about_SynthGen' -Tag Help {
    It 'is there' {
        Get-Help -Name about_SynthGen | Out-String | Should-BeLikeString '*Split-OcrDocument*'
    }
}
