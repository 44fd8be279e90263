namespace Rota.Sim.Policies.Dispatch;

/// <summary>Where the tokens of the nodes are, as the nodes know it. A token has the number of its server.</summary>
/// <param name="servers">How many tokens there are.</param>
internal sealed class Tokens(int servers)
{
    private readonly State[] states = new State[servers];

    private enum State : byte
    {
        Home,
        Out,
        CalledBack,
    }

    /// <summary>Whether a token is on its way home: it must not be given out again before it is there.</summary>
    public bool IsCalledBack(int token) => states[token] == State.CalledBack;

    /// <summary>The token is given out.</summary>
    public void GiveOut(int token) => states[token] = State.Out;

    /// <summary>The token is called back.</summary>
    public void CallBack(int token) => states[token] = State.CalledBack;

    /// <summary>The token is back, alone or with a task.</summary>
    public void Return(int token) => states[token] = State.Home;

    /// <summary>How many of a node's tokens are out.</summary>
    public int CountOut(int first, int count) => states.AsSpan(first, count).Count(State.Out);

    /// <summary>One of a node's tokens that is at home, if any is.</summary>
    public bool TryHome(int first, int count, out int token) => TryFind(State.Home, first, count, out token);

    /// <summary>One of a node's tokens that is out, if any is.</summary>
    public bool TryOut(int first, int count, out int token) => TryFind(State.Out, first, count, out token);

    private bool TryFind(State state, int first, int count, out int token)
    {
        var place = states.AsSpan(first, count).LastIndexOf(state);
        token = first + place;
        return place >= 0;
    }
}
