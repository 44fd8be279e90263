using Rota.App.Installing;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Service;

/// <summary>Services as people read of them.</summary>
internal static class ServicePage
{
    /// <summary>A unit that was written or taken away, and what to type next.</summary>
    public static void Print(InstallView view, bool isPlan)
    {
        Screen.Out.WriteLine(
            (view.Change, isPlan) switch
            {
                (UnitChange.Same, _) => $"{view.File} is there, and says the same",
                (UnitChange.Removed, true) => $"would remove {view.File}",
                (UnitChange.Removed, false) => $"removed {view.File}",
                (UnitChange.Replaced, true) => $"would write over {view.File}:",
                (_, true) => $"would write {view.File}:",
                _ => $"wrote {view.File}",
            }
        );
        if (isPlan && view.Change is not (UnitChange.Removed or UnitChange.Same))
        {
            Screen.Out.WriteLine("");
            Screen.Out.Write(view.Unit);
            Screen.Out.WriteLine("");
        }

        Screen.Out.WriteLine("then type:");
        foreach (var line in view.Next)
        {
            Screen.Out.WriteLine($"  {line}");
        }
    }

    /// <summary>How one stands.</summary>
    public static void Print(ServiceView view)
    {
        Screen.Out.WriteLine(view.IsInstalled ? $"installed: {view.File}" : $"not installed: there is no {view.File}");
        Screen.Out.WriteLine(view.IsServed ? $"served by pid {view.Pid}" : "nobody serves the state");
    }
}
