String log = new File(basedir, 'build.log').text
assert log.contains('result 2')
assert log.contains('result 200')
assert log.contains('Compiling 1 source file')

List<String> classes = new File(basedir, 'target/classes/app').list().findAll { it.contains('$$') }.sort()
List<String> sources = new File(basedir, 'target/suspendable/classes/app').list().sort()
assert classes.every { it.startsWith('Main$$work$') || it.startsWith('Steps$$one$') }
assert classes.size() == 2
assert sources == classes.collect { it.replace('.class', '.java') }
// No source root has any of them.
assert !new File(basedir, 'target/generated-sources/annotations/app').exists()
return true
