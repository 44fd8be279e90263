namespace Rota.Core.Tests.Placement.Strategies;

/// <summary>
/// What queueing theory says, computed apart from all of Rota's code. Service mean 1, Poisson arrivals, load for each
/// server; times are mean times in the system.
/// </summary>
internal static class Theory
{
    /// <summary>One server: 1 / (1 - load).</summary>
    public static double OneServer(double load) => 1 / (1 - load);

    /// <summary>Probability to wait before c servers (Erlang C), by the recursion of Erlang B.</summary>
    public static double ErlangC(int servers, double load)
    {
        var offered = servers * load;
        var blocked = 1.0;
        for (var server = 1; server <= servers; server++)
        {
            blocked = offered * blocked / (server + (offered * blocked));
        }

        return blocked / (1 - (load * (1 - blocked)));
    }

    /// <summary>Time with c servers and one queue.</summary>
    public static double Servers(int servers, double load) => 1 + (ErlangC(servers, load) / (servers * (1 - load)));

    /// <summary>Time with d choices among very many servers: the sum of load^((d^i - d)/(d - 1)) (Mitzenmacher).</summary>
    public static double Choices(double load, int d)
    {
        var (sum, exponent) = (0.0, 0.0);
        for (var term = 1; term < 64; term++)
        {
            sum += Math.Pow(load, exponent);
            exponent = (d * exponent) + d;
        }

        return sum;
    }

    /// <summary>Time of single tasks with two late-bound reservations: -ln(1 - load^2) / load^2.</summary>
    public static double TwoReservations(double load) => -Math.Log(1 - (load * load)) / (load * load);

    /// <summary>
    /// Time of join-idle-queue with so many servers for each dispatcher, many of both: 1 / (1 - load (1 - p)), where p is
    /// the share of stocks that are not empty (Lu et al.). An idle server joins the shortest of d stocks.
    /// </summary>
    public static double JoinIdleQueue(double load, double serversEach, int d)
    {
        var idle = serversEach * (1 - load);
        var (low, high) = (0.0, 1 - 1e-15);
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Tokens(middle, d) < idle ? (middle, high) : (low, middle);
        }

        return 1 / (1 - (load * (1 - low)));
    }

    /// <summary>Share of jobs with a conflict by sequence number: somebody claimed one of its machines while it was planned.</summary>
    public static double SequenceConflicts(double jobsPerTime, int tasks, double decision, int machines) =>
        1 - Math.Exp(-jobsPerTime * tasks * decision * tasks / machines);

    /// <summary>
    /// The same without the approximation: jobs that were committed during one decision have no machine in common, else
    /// one of them would have had a conflict, so they cover a few more machines than independent ones would.
    /// </summary>
    public static double DisjointConflicts(double jobsPerTime, int tasks, double decision, int machines) =>
        1 - Math.Pow(1 - (jobsPerTime * tasks * decision / machines), tasks);

    /// <summary>Mean tokens of a stock when a share p of the stocks has any.</summary>
    private static double Tokens(double p, int d)
    {
        if (d == 1)
        {
            return p / (1 - p);
        }

        var (sum, exponent) = (0.0, 1.0);
        for (var term = 1; term < 64; term++)
        {
            sum += Math.Pow(p, exponent);
            exponent = (d * exponent) + 1;
        }

        return sum;
    }
}
