namespace SynthGen;

/// <summary>The kind of a thing that pages name.</summary>
public enum PageGraphKind : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A company, an authority, a group.</summary>
    Organization,

    /// <summary>A place.</summary>
    Place,

    /// <summary>A name whose kind is not known.</summary>
    Name,

    /// <summary>A person by their role: the Tenant.</summary>
    Role,

    /// <summary>A statute, a rule, a case or an exhibit.</summary>
    Citation,

    /// <summary>A section or an article.</summary>
    Provision,

    /// <summary>A term that the document defines.</summary>
    Term,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A sum of money.</summary>
    Amount,
}
