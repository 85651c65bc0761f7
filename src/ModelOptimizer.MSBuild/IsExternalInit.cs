namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for <c>init</c>; .NET Standard 2.0 does not have it.</summary>
internal static class IsExternalInit;
