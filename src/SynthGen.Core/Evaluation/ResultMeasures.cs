namespace SynthGen.Evaluation;

/// <summary>The figures, in the order in which they are shown: for each the value of a decision, null where it does not apply.</summary>
internal static class ResultMeasures
{
    /// <summary>The figures of a row's first decision.</summary>
    public static IReadOnlyList<(string Name, Func<ToolModelTurn, bool?> Of)> All { get; } =
    [
        ("Right", turn => turn.IsRight),
        (nameof(ToolModelTurn.ToolRight), turn => turn.ToolRight),
        (nameof(ToolModelTurn.EitherRight), turn => turn.EitherRight),
        (nameof(ToolModelTurn.CountRight), turn => turn.CountRight),
        (nameof(ToolModelTurn.ArgumentsValid), turn => turn.ArgumentsValid),
        (nameof(ToolModelTurn.AstMatch), turn => turn.AstMatch),
        ("HitAt1", turn => Hit(turn, 1)),
        ("HitAt5", turn => Hit(turn, 5)),
        ("HitAt10", turn => Hit(turn, 10)),
        (nameof(ToolModelTurn.NoCallWhereDue), turn => turn.NoCallWhereDue),
        (nameof(ToolModelTurn.CalledWhereNoneDue), turn => turn.CalledWhereNoneDue),
        (nameof(ToolModelTurn.AskedWhereDue), turn => turn.AskedWhereDue),
        (nameof(ToolModelTurn.AskedWhereNotDue), turn => turn.AskedWhereNotDue),
    ];

    /// <summary>The figure of all decisions after the first one.</summary>
    public const string LaterTurnsRight = nameof(LaterTurnsRight);

    /// <summary>The figures in which more is better; two models are compared on them.</summary>
    public static IReadOnlyList<(string Name, Func<ToolModelTurn, bool?> Of)> Compared { get; } =
        [.. All.Where(measure => measure.Name is not (nameof(ToolModelTurn.NoCallWhereDue) or nameof(ToolModelTurn.CalledWhereNoneDue) or nameof(ToolModelTurn.AskedWhereNotDue)))];

    private static bool? Hit(ToolModelTurn turn, int most) => turn.IsExecuted ? turn.Rank <= most : null;
}
