using Rota.Dashboard.Tests.Harness;

// Every test has a daemon, and all share a browser and two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Chromium))]
