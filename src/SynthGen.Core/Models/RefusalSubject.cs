namespace SynthGen.Models;

/// <summary>The subject of a server's refusal.</summary>
public enum RefusalSubject
{
    /// <summary>The server does not say.</summary>
    Unknown,

    /// <summary>The content of the page: a filter or a moderation blocks it.</summary>
    Content,

    /// <summary>The length of the page: it does not fit into the model's context, or into one request.</summary>
    Length,

    /// <summary>The reply to this page: the model wrote none that the server would pass on.</summary>
    Reply,

    /// <summary>The key: it is wrong, expired or withdrawn.</summary>
    Key,

    /// <summary>The key's permission: this model, place or project is not allowed.</summary>
    Permission,

    /// <summary>The account's money: billing is off, credit is gone, or a spending limit is reached.</summary>
    Credit,

    /// <summary>The plan: it grants nothing of this model, so that no waiting helps.</summary>
    Plan,

    /// <summary>The model: there is none of this name.</summary>
    Model,

    /// <summary>The tools of a request: the server or the model cannot call tools.</summary>
    Tools,

    /// <summary>The address: there is nothing there, or something that is not an API.</summary>
    Endpoint,

    /// <summary>A quota by the day, or one that comes back in hours.</summary>
    DailyQuota,
}
