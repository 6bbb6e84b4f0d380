using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;
using SynthGen.Host.Internals;

namespace SynthGen.Host.Objects;

/// <summary>Which properties of an object Select-Object takes, and what it makes of them.</summary>
internal sealed class PropertyChooser
{
    private readonly PSCmdlet _command;
    private readonly List<PropertyArgument> _properties;
    private readonly WildcardPattern[] _excluded;
    private readonly PSPropertyExpression? _expanded;

    public PropertyChooser(PSCmdlet command, object[]? properties, string[]? excluded, string? expanded)
    {
        // Leaving some out means taking all the others.
        bool all = properties is not { Length: > 0 } && excluded is not null;
        _command = command;
        _properties = PropertyArgument.Read(command, all ? ["*"] : properties, "Name");
        _excluded = [.. (excluded ?? []).Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase))];
        _expanded = string.IsNullOrEmpty(expanded) ? null : new PSPropertyExpression(expanded);
    }

    /// <summary>The objects that one object becomes, each with the properties that were added to it.</summary>
    public IEnumerable<(PSObject Value, List<PSNoteProperty> Notes)> Choose(PSObject item)
    {
        List<PSNoteProperty> notes = [.. _properties.SelectMany(property => Values(property, item))];
        if (_expanded is not null)
            return Expand(_expanded, item, notes);

        PSObject result = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (PSNoteProperty note in notes)
        {
            if (names.Add(note.Name))
                result.Properties.Add(note);
            else
                WriteExists(note.Name, item, "AlreadyExistingUserSpecifiedPropertyNoExpand");
        }

        return [(result, notes)];
    }

    private IEnumerable<PSNoteProperty> Values(PropertyArgument property, PSObject item)
    {
        List<PSPropertyExpressionResult> results = [.. property.Expression.ResolveNames(item)
            .Where(expression => !IsExcluded(expression))
            .SelectMany(expression => expression.GetValues(item))];
        if (results.Count == 0 && !property.Expression.HasWildCardCharacters)
        {
            // A property that an object lacks is there all the same, and empty.
            results.Add(new PSPropertyExpressionResult(null, property.Expression, null));
        }
        else if (!string.IsNullOrEmpty(property.Name) && results.Count > 1)
        {
            _command.WriteError(new ErrorRecord(
                new InvalidOperationException("Several properties match and cannot all have the one name."),
                "RenamingMultipleResults",
                ErrorCategory.InvalidOperation,
                item));
            yield break;
        }

        foreach (PSPropertyExpressionResult result in results.Where(result => !IsExcluded(result.ResolvedExpression)))
        {
            string name = string.IsNullOrEmpty(property.Name) ? result.ResolvedExpression.ToString() : property.Name;
            if (string.IsNullOrEmpty(name))
            {
                _command.ThrowTerminatingError(new ErrorRecord(
                    new PSArgumentException("A calculated property without text needs a name.", "Property"),
                    "EmptyScriptBlockAndNoName",
                    ErrorCategory.InvalidArgument,
                    null));
            }

            yield return new PSNoteProperty(name, result.Result);
        }
    }

    private IEnumerable<(PSObject Value, List<PSNoteProperty> Notes)> Expand(
        PSPropertyExpression expanded, PSObject item, List<PSNoteProperty> notes)
    {
        List<PSPropertyExpressionResult> results = expanded.GetValues(item);
        if (results is not [var result])
        {
            bool none = results.Count == 0;
            string message = none ? $"There is no property '{expanded}' to expand." : $"More than one property matches '{expanded}'.";
            WriteInvalid(new PSArgumentException(message, "ExpandProperty"), none ? "ExpandPropertyNotFound" : "MutlipleExpandProperties", item);
            yield break;
        }

        if (result.Exception is not null)
        {
            _command.WriteError(new ErrorRecord(result.Exception, "PropertyEvaluationExpand", ErrorCategory.InvalidResult, item));
            yield break;
        }

        IEnumerable values = LanguagePrimitives.GetEnumerable(result.Result) ?? new[] { result.Result };
        foreach (object? value in values)
        {
            if (value is null)
                continue;

            PSObject wrapper = Flow.WrapApart(value);
            AddNotes(wrapper, item, notes);
            yield return (wrapper, notes);
        }
    }

    private void AddNotes(PSObject target, PSObject item, List<PSNoteProperty> notes)
    {
        foreach (PSNoteProperty note in notes)
        {
            if (target.Properties[note.Name] is null)
                target.Properties.Add(note);
            else
                WriteExists(note.Name, item, "AlreadyExistingUserSpecifiedPropertyExpand");
        }
    }

    private bool IsExcluded(PSPropertyExpression expression) =>
        Array.Exists(_excluded, pattern => pattern.IsMatch(expression.ToString()));

    private void WriteInvalid(Exception error, string id, PSObject item) =>
        _command.WriteError(new ErrorRecord(error, id, ErrorCategory.InvalidArgument, item));

    private void WriteExists(string name, PSObject item, string id) =>
        _command.WriteError(new ErrorRecord(
            new PSArgumentException($"The property '{name}' is there already.", "Property"), id, ErrorCategory.InvalidOperation, item));
}
