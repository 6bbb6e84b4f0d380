using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Quality;
using SynthGen.Quality.Conversations;
using SynthGen.Quality.Gates;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen;

/// <summary>The gates that a command's parameters choose, except the judge. Invalid combinations are terminating errors.</summary>
internal static class GateSelection
{
    private static readonly QualityGate[] WithoutPage = [QualityGate.Schema, QualityGate.WellFormed, QualityGate.Duplicate];

    /// <summary>Creates the gates of queries and those of conversations; by default all whose inputs were given.</summary>
    public static (IReadOnlyList<IQualityGate> OfQueries, IReadOnlyList<IConversationGate> OfConversations) Create(TestSyntheticQueryCommand command)
    {
        QualityGate[] chosen = [.. (command.Gate.Length > 0 ? command.Gate : command.Index is null ? WithoutPage : Enum.GetValues<QualityGate>())
            .Where(gate => gate != QualityGate.Judge).Distinct()];
        Check(command, chosen);
        GateThresholds thresholds = new()
        {
            TopK = command.TopK,
            Grounding = command.GroundingThreshold,
            Copied = command.CopyThreshold,
            Shared = command.SharedThreshold,
            Duplicate = command.DuplicateThreshold,
        };
        IQualityGate[] queries = [.. chosen.Select(gate => OfQueries(command.Index, thresholds, gate)).OfType<IQualityGate>()];
        IConversationGate[] conversations = [.. chosen.Select(gate => OfConversations(command.Index, thresholds, gate)).OfType<IConversationGate>()];
        ReadEarlier(command, queries.OfType<DuplicateGate>().FirstOrDefault(), conversations.OfType<ConversationDuplicateGate>().FirstOrDefault());
        return (queries, conversations);
    }

    /// <summary>Creates the gates that test a row by itself, with their default thresholds.</summary>
    /// <param name="index">The index of the pages; without it those gates that need no page.</param>
    public static (IReadOnlyList<IQualityGate> OfQueries, IReadOnlyList<IConversationGate> OfConversations) OfOneRow(IPageIndex? index)
    {
        QualityGate[] chosen = [.. (index is null ? WithoutPage : Enum.GetValues<QualityGate>()).Where(gate => gate is not (QualityGate.Duplicate or QualityGate.Judge))];
        GateThresholds thresholds = new();
        return ([.. chosen.Select(gate => OfQueries(index, thresholds, gate)).OfType<IQualityGate>()], [.. chosen.Select(gate => OfConversations(index, thresholds, gate)).OfType<IConversationGate>()]);
    }

    private static void Check(TestSyntheticQueryCommand command, QualityGate[] chosen)
    {
        if (command.Index is null && chosen.Except(WithoutPage).ToArray() is { Length: > 0 } blind)
        {
            command.ThrowTerminatingError(Errors.Create(
                "PageIndexMissing", ErrorCategory.InvalidArgument, command.Gate, $"The gate {blind[0]} needs the pages that the rows came from.",
                "Give -PageIndex what New-PageIndex makes of them."));
        }

        if (command.Against.Length > 0 && !chosen.Contains(QualityGate.Duplicate))
        {
            command.ThrowTerminatingError(Errors.Create(
                "AgainstWithoutDuplicate", ErrorCategory.InvalidArgument, command.Against, "Earlier rows are for the gate Duplicate, which is not chosen.",
                "Add it to -Gate, or leave -Against out."));
        }

        if (command.DecidedOnly && !chosen.Contains(QualityGate.Executed))
        {
            command.ThrowTerminatingError(Errors.Create(
                "DecidedOnlyWithoutExecuted", ErrorCategory.InvalidArgument, command.Gate, "Which rows decide is found by the gate Executed, which does not run.",
                command.Index is null ? "Give -PageIndex what New-PageIndex makes of the rows' pages, or leave -DecidedOnly out." : "Add it to -Gate, or leave -DecidedOnly out."));
        }

        if (command.JudgeBackend is null && command.Gate.Contains(QualityGate.Judge))
        {
            command.ThrowTerminatingError(Errors.Create(
                "JudgeMissing", ErrorCategory.InvalidArgument, command.Gate, "The gate Judge needs a language model.", "Name its backend by -JudgeBackend."));
        }
    }

    // Null for a gate of conversations alone.
    private static IQualityGate? OfQueries(IPageIndex? index, GateThresholds thresholds, QualityGate gate) => gate switch
    {
        QualityGate.Schema => new SchemaGate(SchemaValidator.Default),
        QualityGate.WellFormed => new WellFormedGate(index),
        QualityGate.Grounded => new GroundedGate(thresholds.Grounding, index),
        QualityGate.ArgumentProvenance => new ArgumentProvenanceGate(index!),
        QualityGate.Overlap => new OverlapGate(thresholds.Copied, thresholds.Shared),
        QualityGate.Executed => new ExecutedGate(index!, thresholds.TopK),
        QualityGate.Duplicate => new DuplicateGate(thresholds.Duplicate),
        _ => null,
    };

    // Null for a gate of queries alone.
    private static IConversationGate? OfConversations(IPageIndex? index, GateThresholds thresholds, QualityGate gate) => gate switch
    {
        QualityGate.Schema => new ConversationSchemaGate(SchemaValidator.Default),
        QualityGate.WellFormed => new ConversationWellFormedGate(index),
        QualityGate.Grounded => new ConversationGroundedGate(thresholds.Grounding),
        QualityGate.ArgumentProvenance => new ConversationProvenanceGate(index!),
        QualityGate.Replayed => new ReplayedGate(index!),
        QualityGate.AnswerGrounded => new AnswerGroundedGate(index!),
        QualityGate.KindProven => new KindProvenGate(index!),
        QualityGate.Duplicate => new ConversationDuplicateGate(thresholds.Duplicate),
        _ => null,
    };

    private static void ReadEarlier(TestSyntheticQueryCommand command, DuplicateGate? queries, ConversationDuplicateGate? conversations)
    {
        foreach (DatasetPart part in DatasetFiles.Resolve(command, command.Against, literal: false).SelectMany(place => place.Parts))
        {
            string name = Path.GetFileName(part.Path);
            DatasetRows.Read(command, part.Path, row =>
            {
                if (row is ToolConversation conversation)
                    conversations?.AddEarlier(conversation, name);
                else
                    queries?.AddEarlier(row, name);
            });
        }
    }
}
