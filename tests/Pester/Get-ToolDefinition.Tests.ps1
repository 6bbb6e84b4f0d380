BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-ToolDefinition' {
    It 'gives the tools that are built in' {
        (Get-ToolDefinition).Name | Should-BeCollection @('full_text_search', 'vector_search')
    }

    It 'gives those asked for, by name or pattern' {
        (Get-ToolDefinition -Name vector_search).Name | Should-Be 'vector_search'
        (Get-ToolDefinition FULL*).Name | Should-Be 'full_text_search'
        ('vector_search', 'full_text_search' | Get-ToolDefinition).Name | Should-BeCollection @('vector_search', 'full_text_search')
        Get-ToolDefinition nothing* | Should-BeNull
    }

    It 'shows a tool as a line of a table' {
        Get-TableHeader (Get-ToolDefinition) | Should-BeCollection @('Name', 'Parameters', 'Description')
    }

    It 'completes names' {
        Get-Completion 'Get-ToolDefinition ' | Should-BeCollection @('full_text_search', 'vector_search')
        Get-Completion 'Get-ToolDefinition -Name v' | Should-Be 'vector_search'
    }

    It 'says that there is no such tool' {
        Get-ErrorId { Get-ToolDefinition web_search } | Should-Be 'ToolNotFound ObjectNotFound'
    }
}
