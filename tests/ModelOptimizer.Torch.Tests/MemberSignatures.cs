using System.Globalization;
using System.Reflection;

namespace ModelOptimizer.Torch.Tests;

/// <summary>Members as text: what a caller must know to compile against them, nullability of references aside.</summary>
internal static class MemberSignatures
{
    /// <summary>The public members of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">Whether inherited members count.</param>
    public static IEnumerable<string> Of(Type type, BindingFlags scope) => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | scope)
        .Select(Signature).OfType<string>();

    private static string? Signature(MemberInfo member)
    {
        try
        {
            return member switch
            {
                // Accessors are told by their properties, operators by their methods.
                MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
                MethodInfo method => $"{Static(method)}{Name(method.ReturnType)} {method.Name}{Arity(method)}({Parameters(method)})",
                ConstructorInfo constructor => $"new({Parameters(constructor)})",
                PropertyInfo { GetMethod: { IsPublic: true } getter } property =>
                    $"{Static(getter)}{Name(property.PropertyType)} {property.Name}[{Parameters(getter)}]{(property.SetMethod is { IsPublic: true } ? " set" : "")}",
                FieldInfo { IsLiteral: true } constant => $"const {Name(constant.FieldType)} {constant.Name} = {Text(constant.GetRawConstantValue())}",
                FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
                EventInfo happening => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
                _ => null,
            };
        }
        catch (FileNotFoundException)
        {
            // It mentions a type of an assembly that is not here.
            return null;
        }
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Text(parameter.RawDefaultValue)}" : "")));

    private static string Name(Type type) => type switch
    {
        { IsGenericParameter: true } => $"!{type.GenericParameterPosition}",
        { IsByRef: true } => $"ref {Name(type.GetElementType()!)}",
        { IsPointer: true } => $"{Name(type.GetElementType()!)}*",
        { IsArray: true } => $"{Name(type.GetElementType()!)}[{type.GetArrayRank()}]",
        { IsGenericType: true } => $"{type.GetGenericTypeDefinition().FullName}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.FullName!,
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"`{method.GetGenericArguments().Length}" : "";

    private static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
