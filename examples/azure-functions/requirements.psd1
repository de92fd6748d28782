@{
    VocaFuse = '0.*'
}
