using System.Text.Json.Serialization.Metadata;
using Rota.App.Views;

namespace Rota.Cli.Rendering;

/// <summary>Prints what a use case answered, in the way that was asked for.</summary>
internal static class Answer
{
    /// <summary>Prints it.</summary>
    /// <param name="mode">How.</param>
    /// <param name="view">The answer.</param>
    /// <param name="json">Its form for programs.</param>
    /// <param name="human">Prints it for people.</param>
    /// <param name="quiet">Prints what scripts read without JSON; nothing where it is left out.</param>
    public static void Print<TView>(
        OutputMode mode,
        TView view,
        JsonTypeInfo<TView> json,
        Action<TView> human,
        Action<TView>? quiet = null
    )
        where TView : View
    {
        switch (mode)
        {
            case OutputMode.Json:
                Screen.Out.WriteLine(Json.Line(view, json));
                break;
            case OutputMode.Human:
                human(view);
                break;
            default:
                quiet?.Invoke(view);
                break;
        }
    }
}
