using System.Management.Automation;

namespace SynthGen.Host.Objects;

/// <summary>Which objects of a stream Select-Object takes.</summary>
internal abstract class ObjectChooser
{
    /// <summary>Whether no further object can be taken.</summary>
    public virtual bool IsDone => false;

    /// <summary>The objects that are certain now that one more has come.</summary>
    public abstract IEnumerable<PSObject> Take(PSObject item);

    /// <summary>The objects that are certain at the stream's end.</summary>
    public virtual IEnumerable<PSObject> TakeRest() => [];

    /// <param name="first">How many from the beginning; null for all, if there is no last.</param>
    public static ObjectChooser FirstAndLast(int? first, int last, int skip) =>
        last > 0 ? new Ends(first ?? 0, last, skip) : new Beginning(first, skip);

    public static ObjectChooser WithoutLast(int skip, int last) => new ButLast(skip, last);

    public static ObjectChooser ByIndex(int[] places) => new Places([.. places]);

    public static ObjectChooser ByOtherIndex(int[] places) => new OtherPlaces([.. places]);

    private sealed class Beginning(int? first, int skip) : ObjectChooser
    {
        private int _skip = skip;
        private int _taken;

        public override bool IsDone => first > 0 && _taken >= first;

        public override IEnumerable<PSObject> Take(PSObject item)
        {
            if (_skip > 0)
            {
                _skip--;
                return [];
            }

            if (_taken >= first)
                return [];
            _taken++;
            return [item];
        }
    }

    /// <summary>With a beginning, -Skip counts from there; without one, from the end.</summary>
    private sealed class Ends(int first, int last, int skip) : ObjectChooser
    {
        private readonly Queue<PSObject> _kept = new();
        private readonly int _passOver = first == 0 ? skip : 0;
        private int _skip = first == 0 ? 0 : skip;
        private int _taken;

        public override IEnumerable<PSObject> Take(PSObject item)
        {
            if (_skip > 0)
            {
                _skip--;
                return [];
            }

            if (_taken < first)
            {
                _taken++;
                return [item];
            }

            _kept.Enqueue(item);
            if (_kept.Count > (long)last + _passOver)
                _kept.Dequeue();
            return [];
        }

        public override IEnumerable<PSObject> TakeRest() => _kept.Take(_kept.Count - _passOver);
    }

    private sealed class ButLast(int skip, int last) : ObjectChooser
    {
        private readonly Queue<PSObject> _kept = new();
        private int _skip = skip;

        public override IEnumerable<PSObject> Take(PSObject item)
        {
            if (_skip > 0)
            {
                _skip--;
                return [];
            }

            _kept.Enqueue(item);
            return _kept.Count > last ? [_kept.Dequeue()] : [];
        }
    }

    private sealed class Places(SortedSet<int> places) : ObjectChooser
    {
        private int _place;

        public override bool IsDone => _place > places.Max;

        public override IEnumerable<PSObject> Take(PSObject item) => places.Contains(_place++) ? [item] : [];
    }

    private sealed class OtherPlaces(HashSet<int> places) : ObjectChooser
    {
        private int _place;

        public override IEnumerable<PSObject> Take(PSObject item) => places.Contains(_place++) ? [] : [item];
    }
}
