using System.Diagnostics.CodeAnalysis;
using System.Reflection;

using CommandLine;

using RagcSharp.Cli.Commands;

namespace RagcSharp.Cli;

/// <summary>
/// The class of a command. Its options and arguments are public properties that are found by reflection; what is declared here keeps
/// them when the program is trimmed.
/// </summary>
internal sealed class CommandType
{
    private const DynamicallyAccessedMemberTypes Reflected =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    private CommandType([DynamicallyAccessedMembers(Reflected)] Type type)
    {
        Type = type;
        Verb = type.GetCustomAttribute<VerbAttribute>()!;
    }

    [DynamicallyAccessedMembers(Reflected)]
    public Type Type { get; }

    /// <summary>The word by which the command is called, and what it does.</summary>
    public VerbAttribute Verb { get; }

    /// <summary>What stands on the command line without an option's name, in order.</summary>
    public IEnumerable<ValueAttribute> Arguments => Type.GetProperties()
        .Select(property => property.GetCustomAttribute<ValueAttribute>())
        .OfType<ValueAttribute>()
        .Where(value => !value.Hidden)
        .OrderBy(value => value.Index);

    /// <summary>Whether an argument is an option that must be followed by a value.</summary>
    public bool NeedsValue(string argument) => Type.GetProperties().Any(property =>
        property.PropertyType != typeof(bool)
        && property.GetCustomAttribute<OptionAttribute>() is { } option
        && (option.ShortName.Length > 0 && argument == "-" + option.ShortName || argument == "--" + option.LongName));

    public static CommandType Of<[DynamicallyAccessedMembers(Reflected)] T>()
        where T : Command => new(typeof(T));
}
