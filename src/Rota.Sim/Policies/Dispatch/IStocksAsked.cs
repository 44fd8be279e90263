namespace Rota.Sim.Policies.Dispatch;

/// <summary>How many stocks an idle node asks for their length before it joins one.</summary>
internal interface IStocksAsked
{
    /// <summary>How many.</summary>
    static abstract int Count { get; }
}

/// <summary>Joins any stock.</summary>
internal readonly struct AnyStock : IStocksAsked
{
    public static int Count => 1;
}

/// <summary>Joins the shorter of two.</summary>
internal readonly struct ShorterOfTwo : IStocksAsked
{
    public static int Count => 2;
}
