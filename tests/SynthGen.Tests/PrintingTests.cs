using System.Management.Automation;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SynthGen.Tests;

/// <summary>Text becomes output in two places, the base of the cmdlets and the views, and both use the one filter.</summary>
public sealed class PrintingTests
{
    // The hidden member that holds a record's text as it may be printed; a record in a string is its ToString.
    private const string Filter = ".Shown.", Itself = "\"$_\"", Summary = "$_.Summary";

    private static readonly string[] Printing =
    [
        "WriteError", "WriteWarning", "WriteVerbose", "WriteDebug", "WriteInformation", "WriteProgress", "WriteCommandDetail", "WriteLine", "WriteWarningLine", "WriteErrorLine", "ShouldProcess",
        "ShouldContinue", "ThrowTerminatingError",
    ];

    private static readonly XDocument Views =
        XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "SynthGen.Format.ps1xml"));

    [Fact]
    public void Only_the_base_of_the_cmdlets_prints()
    {
        using PEReader image = new(File.OpenRead(typeof(ModuleCmdlet).Assembly.Location));
        MetadataReader metadata = image.GetMetadataReader();
        HashSet<int> printing = [.. metadata.MemberReferences
            .Where(handle => metadata.GetMemberReference(handle) is var member
                && Printing.Contains(metadata.GetString(member.Name))
                && member.Parent.Kind == HandleKind.TypeReference
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Namespace).StartsWith("System.Management.Automation", StringComparison.Ordinal))
            .Select(handle => MetadataTokens(handle))];
        Assert.NotEmpty(printing);

        IEnumerable<string> callers =
            from handle in metadata.MethodDefinitions
            let method = metadata.GetMethodDefinition(handle)
            where method.RelativeVirtualAddress != 0 && Calls(image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!).Any(printing.Contains)
            let type = metadata.GetTypeDefinition(method.GetDeclaringType())
            select metadata.GetString(type.Name);
        Assert.Equal([nameof(ModuleCmdlet)], callers.Distinct());
    }

    [Fact]
    public void Every_column_with_text_goes_through_the_filter()
    {
        foreach (XElement view in Views.Descendants("View"))
        {
            Type type = typeof(ToolDefinition).Assembly.GetType(view.Descendants("TypeName").Single().Value, throwOnError: true)!;
            Assert.All(view.Descendants("PropertyName"), property => Assert.False(IsText(type.GetProperty(property.Value)!.PropertyType), $"{type.Name}.{property.Value}"));
            Assert.All(view.Descendants("ScriptBlock"), script => Assert.True(
                script.Value.Contains(Filter, StringComparison.Ordinal) || script.Value is Itself or Summary
                || Regex.Matches(script.Value, @"\$_\.(\w+)(?!\w|\.Count)").All(used => IsPrintable(type, used.Groups[1].Value)),
                $"{type.Name}: {script.Value}"));
        }
    }

    // The members that ConversationView adds filter their text themselves.
    private static bool IsPrintable(Type type, string member) => type.GetProperty(member) is { } property
        ? !IsText(property.PropertyType)
        : typeof(SynthGen.Conversion.ConversationView).GetMethod(member) is not null;

    [Fact]
    public void A_conversation_is_shown_without_what_moves_the_terminal()
    {
        const string hostile = "a\u001b[2Jb\u202ec";
        ToolConversation talk = new(
        [
            ConversationMessage.User(hostile), ConversationMessage.Calling([new ConversationCall(hostile, hostile, new Dictionary<string, object?> { ["query"] = hostile })], hostile),
            ConversationMessage.Result(hostile, hostile), ConversationMessage.Answer(hostile),
        ]);
        string[] shown = [SynthGen.Conversion.ConversationView.Transcript(new PSObject(talk)), .. talk.Messages.Select(message => SynthGen.Conversion.ConversationView.MessageText(new PSObject(message)))];
        Assert.All(shown, text => Assert.DoesNotContain(text, c => c is '\u001b' or '\u202e'));
    }

    [Fact]
    public void No_view_calls_what_Constrained_Language_Mode_forbids() =>
        Assert.DoesNotContain(Views.Descendants("ScriptBlock"), script => Regex.IsMatch(script.Value, @"::|\.\w+\("));

    [Fact]
    public void Every_type_with_a_view_has_the_member_that_its_view_shows()
    {
        XDocument types = XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "SynthGen.Conversion.ps1xml"));
        HashSet<string> having = [.. types.Descendants("CodeProperty").Where(member => member.Element("Name")!.Value == "Shown").Select(member => member.Ancestors("Type").Single().Element("Name")!.Value)];
        HashSet<string> back = [.. types.Descendants("NoteProperty").Where(member => member.Element("Name")!.Value == "TargetTypeForDeserialization").Select(member => member.Element("Value")!.Value)];
        Assert.NotEmpty(back);
        Assert.All(Views.Descendants("TypeName").Select(name => name.Value), name =>
        {
            Assert.Contains(name, having);
            Type type = typeof(ToolDefinition).Assembly.GetType(name, throwOnError: true)!;
            XElement[] sets = [.. types.Descendants("Type").Where(entry => entry.Element("Name")!.Value == name).Descendants("PropertySet")];
            string[] displayed = Names(sets, "DefaultDisplayPropertySet"), serialized = Names(sets, "PropertySerializationSet");
            Assert.Equal("Summary", displayed[^1]);
            Assert.All(displayed[..^1], property => Assert.False(IsText(type.GetProperty(property)!.PropertyType), $"{name}.{property}"));
            if (!serialized.Any(property => property.EndsWith("Json", StringComparison.Ordinal)))
                Assert.Equal(type.GetProperties().Where(property => !property.GetMethod!.IsStatic).Select(property => property.Name).Order(), serialized.Order());
            Assert.True(back.Contains(name) || having.Contains($"Deserialized.{name}"), name);
        });
    }

    private static string[] Names(IEnumerable<XElement> sets, string name) =>
        [.. Assert.Single(sets, set => set.Element("Name")!.Value == name).Descendants("ReferencedProperties").Elements("Name").Select(property => property.Value)];

    [Fact]
    public void Every_record_with_text_that_a_command_gives_has_a_view()
    {
        IEnumerable<Type> outputs = typeof(ModuleCmdlet).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetCustomAttributes<OutputTypeAttribute>()).SelectMany(output => output.Type).Select(name => name.Type)
            .Concat([typeof(GenerationSummary), typeof(GateSummary), typeof(SplitSummary)]);
        // Format-List shows even what has a table.
        HashSet<string> seen = [.. Views.Descendants("ListControl").SelectMany(list => list.Ancestors("View").Single().Descendants("TypeName")).Select(name => name.Value)];
        HashSet<Type> reached = [];
        foreach (Type type in outputs)
            Reach(type, reached);

        Assert.Contains(typeof(ToolCall), reached);
        Assert.DoesNotContain(reached, type => type.GetProperties().Any(property => property.PropertyType == typeof(string)) && !seen.Contains(type.FullName!));
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        if (type.IsGenericType)
        {
            foreach (Type part in type.GetGenericArguments())
                Reach(part, reached);
        }

        // What an abstract record holds is shown as what it is.
        if (type.Namespace?.StartsWith("SynthGen", StringComparison.Ordinal) == true && type.IsAbstract && !type.IsInterface)
        {
            foreach (Type kind in type.Assembly.GetExportedTypes().Where(kind => kind.IsSubclassOf(type)))
                Reach(kind, reached);
            return;
        }

        if (type.Namespace?.StartsWith("SynthGen", StringComparison.Ordinal) != true || type.IsEnum || type.IsInterface || !reached.Add(type))
            return;
        foreach (PropertyInfo property in type.GetProperties())
            Reach(property.PropertyType, reached);
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(object) || (type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type));

    // call and callvirt, with their tokens.
    private static IEnumerable<int> Calls(byte[] code)
    {
        for (int i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is 0x28 or 0x6F)
                yield return BitConverter.ToInt32(code, i + 1);
        }
    }

    private static int MetadataTokens(MemberReferenceHandle handle) => System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle);
}
