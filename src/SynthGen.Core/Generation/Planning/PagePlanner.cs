using SynthGen.Hashing;
using SynthGen.Tools;

namespace SynthGen.Generation.Planning;

/// <summary>
/// Draws the plan of each page, so that the variety of the rows does not depend on the model's mood. A plan depends on the
/// seed and the page's text alone: neither the order of pages nor a new name of the file changes it.
/// </summary>
public sealed class PagePlanner
{
    /// <summary>The version of the way to draw; another one gives other plans.</summary>
    public const int Version = 1;

    private readonly int _count;
    private readonly PlanShares _askers;
    private readonly bool _hasPairs;
    private readonly int _seed;

    /// <summary>Creates a planner.</summary>
    /// <param name="tools">The tools that rows can call; both built-in searches among them allow minimal pairs.</param>
    /// <param name="count">The number of rows of a page, from 1.</param>
    /// <param name="audience">The people who ask, as a list in a text.</param>
    /// <param name="seed">The seed.</param>
    public PagePlanner(IReadOnlyList<ToolDefinition> tools, int count, string audience, int seed)
    {
        _count = count;
        _askers = PlanShares.Equal(Askers.Of(audience));
        _hasPairs = count >= 2 && BuiltInTools.All.All(search => tools.Any(tool => tool.Name == search.Name));
        _seed = seed;
    }

    /// <summary>Draws a page's plan.</summary>
    public PagePlan Plan(OcrPage page)
    {
        StableRandom random = new(StableRandom.Hash(page.Text, (ulong)_seed * 0x9E3779B97F4A7C15 + Version));

        // Every second page has a pair. Its two slots are one fact, and differ in the wording alone.
        bool hasPair = random.Next(2) == 0 && _hasPairs;
        int facts = hasPair ? _count - 1 : _count;

        // Places at equal distances spread a page's slots over the values, and over many pages each value has its share.
        double kind = random.NextDouble(), asker = random.NextDouble(), length = random.NextDouble(), difficulty = random.NextDouble();
        List<PlanSlot> slots = [];
        for (int fact = 0; fact < facts; fact++)
        {
            slots.Add(new PlanSlot(
                slots.Count + 1, PlanShares.Kinds.At(Place(kind)), _askers.At(Place(asker)), PlanShares.Lengths.At(Place(length)), PlanShares.Difficulties.At(Place(difficulty))));
            if (hasPair && fact == 0)
            {
                slots[0] = slots[0] with { Difficulty = "easy" };
                slots.Add(slots[0] with { Number = 2, Difficulty = "hard", SameFactAs = 1 });
            }

            double Place(double offset) => (offset + (double)fact / facts) % 1;
        }

        return new PagePlan(slots);
    }
}
