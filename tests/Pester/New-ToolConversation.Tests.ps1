BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'New-ToolConversation' {
    BeforeAll {
        $index = Split-OcrDocument -Path $Sample | New-PageIndex
    }

    AfterAll {
        $index.Dispose()
    }

    It 'gives conversations whose calls have results' {
        $talks = @(New-ToolConversation -PageIndex $index -Kind Lookup, NoTool -Count 4)
        $talks.Count | Should-Be 4
        $lookup = @($talks | Where-Object Kind -EQ Lookup)[0]
        $lookup.Messages.Role | Should-ContainCollection ([SynthGen.MessageRole]::Tool)
    }

    It 'gives the same for the same seed' {
        $first = (New-ToolConversation -PageIndex $index -Kind Lookup -Count 3 -Seed 5).Id
        (New-ToolConversation -PageIndex $index -Kind Lookup -Count 3 -Seed 5).Id | Should-BeCollection $first
    }
}
